// A partner's service, on a bad day: one of its paths answers HTML where JSON was promised, the other one never answers.
const http = require("node:http");

const partner = http.createServer((request, response) => {
  if (request.url.startsWith("/quote")) {
    response.setHeader("content-type", "text/html");
    response.end("<!DOCTYPE html>\n<title>Down for maintenance</title>\n<p>We are back at 6 o'clock.</p>\n");
  }
});

partner.listen(process.env.PORT ?? 4000, process.env.HOST ?? "0.0.0.0", () => {
  console.log(`listening on port ${partner.address().port}`);
});
