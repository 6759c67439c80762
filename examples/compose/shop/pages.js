// Each page, by its path, and how it fails.
const { Pool } = require("pg");

const databaseURL = process.env.DATABASE_URL ?? "postgres://shop_rw:earl-grey-1884@127.0.0.1:5432/orders";
const database = new Pool({ connectionString: databaseURL });
const partnerURL = process.env.PARTNER_URL ?? "http://127.0.0.1:4000";

const cart = { region: "CH-ZH", coupon: "STAFF-40", margin: 0.38, items: { "lapsang-souchong": 2 } };

function checkout(request, response) {
  const rates = { DE: 0.07, FR: 0.055 };
  if (!(cart.region in rates)) {
    throw new Error(`no tax rate for ${cart.region} (coupon ${cart.coupon}, margin ${cart.margin})`);
  }
  response.json({ tax: rates[cart.region] });
}

async function redeem(coupon) {
  throw new Error(`${coupon} is for members of staff; try it as tea-master@shop.example`);
}

function coupon(request, response) {
  redeem(cart.coupon).then((reduction) => response.json({ reduction })); // and nobody looks after its failure
}

async function orders(request, response) {
  try {
    const { rows } = await database.query("SELECT id, total, card_last4 FROM orders WHERE customer_id = $1", [90417]);
    response.json(rows);
  } catch (error) {
    throw new Error(`orders: ${databaseURL}: ${error.message}`, { cause: error });
  }
}

function profile(request, response) {
  const customer = { name: "Ada", address: undefined };
  response.json({ name: customer.name, country: customer.address.country });
}

function total(request, response) {
  response.json({ total: cart.items.reduce((sum, item) => sum + item.price, 0) }); // it is an object, not a list
}

function report(request, response) {
  const year = new ArrayBuffer(Number.MAX_SAFE_INTEGER);
  response.json({ bytes: year.byteLength });
}

async function shipping(request, response) {
  const quote = await fetch(`${partnerURL}/quote?key=parcel-key-5e0c`);
  response.json(await quote.json());
}

async function recommendations(request, response) {
  const picks = await fetch(`${partnerURL}/picks`, { signal: AbortSignal.timeout(300) });
  response.json(await picks.json());
}

function newsletter() {
  // No answer, ever: Envoy gives up first.
}

module.exports = {
  "/checkout": { handler: checkout, about: "an exception that nobody handles" },
  "/coupon": { handler: coupon, about: "a rejected promise that nobody handles" },
  "/orders": { handler: orders, about: "the database refuses connections" },
  "/profile": { handler: profile, about: "undefined where an address should be" },
  "/total": { handler: total, about: "a type error" },
  "/report": { handler: report, about: "no memory left" },
  "/shipping": { handler: shipping, about: "a partner answers HTML instead of JSON" },
  "/recommendations": { handler: recommendations, about: "a partner takes too long" },
  "/newsletter": { handler: newsletter, about: "the shop itself takes too long; Envoy answers 504" },
};
