// A tea shop that fails in each of the usual ways. Express is in its development mode, so each error page shows the stack to the client;
// that is what errormask is there for.
const express = require("express");
const pages = require("./pages.js");
const { lastResort } = require("./lastresort.js");

const shop = express();
shop.use(lastResort);
shop.get("/", (request, response) => {
  const list = Object.entries(pages).map(([path, page]) => `<li><a href="${path}">${path}</a> ${page.about}</li>`);
  response.send(`<!doctype html>\n<title>The tea shop</title>\n<h1>The tea shop</h1>\n<p>This page works. The others fail:</p>\n<ul>\n${list.join("\n")}\n</ul>\n`);
});
for (const [path, page] of Object.entries(pages)) {
  shop.get(path, page.handler);
}

const server = shop.listen(process.env.PORT ?? 3000, process.env.HOST ?? "0.0.0.0", (error) => {
  if (error) throw error;
  console.log(`listening on port ${server.address().port}`);
});
