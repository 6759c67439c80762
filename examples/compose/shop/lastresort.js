// What becomes of a promise that is rejected while nobody looks: the request that it belongs to is answered with all that is known.
const { AsyncLocalStorage } = require("node:async_hooks");

const responses = new AsyncLocalStorage();

function lastResort(request, response, next) {
  responses.run(response, next);
}

process.on("unhandledRejection", (reason) => {
  const response = responses.getStore();
  console.error("Unhandled rejection", reason);
  if (response && !response.headersSent) {
    response.status(500).type("text").send(`Unhandled rejection ${reason?.stack ?? reason}\n`);
  }
});

module.exports = { lastResort };
