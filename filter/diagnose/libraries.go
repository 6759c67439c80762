package diagnose

// library names frames that are not the application's own.
type library struct {
	where uint8
	// words are separated by "|", in lower case; see matcher.
	words string
	// about is what a failure right in such a library is about, where its exception does not tell.
	about Class
}

// libraries are read from the top. What is atStart begins a function's name; the rest may stand anywhere in a frame.
var libraries = []library{
	// Database drivers and mappers.
	{anywhere, "node_modules/pg|node_modules/mysql|node_modules/mongo|node_modules/redis|node_modules/ioredis|node_modules/@redis|node_modules/knex|node_modules/sequelize|" +
		"node_modules/typeorm|node_modules/@prisma|node_modules/.prisma|node_modules/sqlite3|node_modules/better-sqlite3|node_modules/tedious|node_modules/mssql|" +
		"node_modules/oracledb|node_modules/drizzle|node_modules/cassandra|" +
		"site-packages/sqlalchemy|site-packages/psycopg|site-packages/pymysql|site-packages/mysql|site-packages/redis|site-packages/pymongo|" +
		"site-packages/asyncpg|site-packages/django/db|site-packages/motor|site-packages/peewee|site-packages/aiomysql|" +
		"gems/activerecord|gems/pg-|gems/mysql2|gems/redis|gems/mongo|gems/sqlite3|gems/sequel|lib/pq|pgx/|go-sql-driver|gorm.io|mongo-driver|go-redis|" +
		"illuminate/database|doctrine/dbal|doctrine/orm|sqlx|diesel::|tokio_postgres|wp-includes/class-wpdb|system/database/|core/database/|yii2/db/", Database},
	{inAt, "org.postgresql.|com.mysql.|org.mariadb.|oracle.jdbc|oracle.net|com.zaxxer.hikari|com.microsoft.sqlserver|org.h2.|org.hibernate.|org.springframework.jdbc|" +
		"org.springframework.orm|org.springframework.data|org.springframework.transaction|com.mongodb.|redis.clients|io.lettuce|org.redisson|org.jooq|org.apache.ibatis|org.mybatis|" +
		"com.datastax.|org.jetbrains.exposed|org.sqlite.|doobie.|slick.|scalikejdbc.|io.r2dbc.|com.clickhouse.|org.neo4j.|com.ibm.db2|net.sourceforge.jtds|npgsql.|mysql.data|mysqlconnector|microsoft.data.sqlclient|system.data.|microsoft.entityframeworkcore|microsoft.data.|mongodb.|stackexchange.redis|dapper.|oracle.manageddataaccess|nhibernate.|elasticsearch.", Database},
	{inGo, "database/sql.", Database},
	{inElixir, "ecto |ecto_sql |postgrex |myxql |db_connection ", Database},
	// Clients of other services.
	{anywhere, "node_modules/axios|node_modules/node-fetch|node_modules/got|node_modules/request/|node_modules/superagent|node_modules/undici|node_modules/@grpc|node_modules/@aws-sdk|" +
		"node_modules/stripe|node_modules/openai|deps/undici|site-packages/requests|site-packages/urllib3|site-packages/httpx|site-packages/httpcore|site-packages/aiohttp|" +
		"site-packages/botocore|site-packages/grpc|site-packages/stripe|urllib/request.py|http/client.py|guzzlehttp|gems/faraday|gems/httparty|gems/rest-client|" +
		"gems/excon|net/http.rb|net/protocol.rb|symfony/http-client|botocore/|boto3/|gems/aws-sdk|gems/bunny|net/smtp.rb|smtplib.py|node_modules/nodemailer|node_modules/amqplib|node_modules/kafkajs|node_modules/nats|node_modules/ldapjs|node_modules/twilio|node_modules/@google-cloud|node_modules/@azure|node_modules/@sendgrid", UpstreamService},
	{inAt, "org.apache.http|org.apache.hc|okhttp3.|okio.|retrofit2.|feign.|io.grpc.|java.net.http|org.springframework.web.client|org.springframework.web.reactive.function.client|" +
		"system.net.http|system.net.|grpc.|sun.net.www|com.amazonaws.|software.amazon.|amazon.|com.azure.|azure.|google.apis|google.cloud|org.apache.kafka|com.rabbitmq|" +
		"org.springframework.kafka|org.springframework.amqp|javax.mail|jakarta.mail|com.sun.mail|javax.naming|com.stripe|io.nats.|confluent.kafka|rabbitmq.client|mailkit.|restsharp.|refit.|flurl.|system.servicemodel", UpstreamService},
	{inGo, "net/http.(*client|net/http.(*transport|net/smtp.|google.golang.org/grpc", UpstreamService},
	{inElixir, "finch |mint |tesla |httpoison |hackney |req ", UpstreamService},
	{inRust, "reqwest::|hyper::", UpstreamService},
	// A variable of the environment that is not there.
	{anywhere, "frozen os>|os.py\"*in __getitem__|os.py\"*in getenv", Configuration},
	{inRust, "std::env", Configuration},
	// All other runtimes and libraries.
	{anywhere, "node_modules/|node:|internal/process|internal/modules|internal/timers|internal/main|internal/streams|internal/bootstrap|fs.js:|events.js:|" +
		"net.js:|module.js:|loader.js:|timers.js:|native code|anonymous>)|webpack/runtime|next/dist|bootstrap_node|" +
		"site-packages/|dist-packages/|lib/python2|lib/python3|lib64/python|frozen |asyncio/|" +
		"usr/local/go/|go/pkg/mod/|opt/go/src|hostedtoolcache/go/|golang.org/|libexec/src|google.golang.org/|" +
		"vendor/|internal function]|php-src|pear/|" +
		"gems/|lib/ruby/|rubygems|bundler/|rubies/|share/crystal|lib/crystal|from lib/|" +
		"rustc/|cargo/registry|library/std|library/core|deps/|lib/elixir|" +
		"ext:deno|deno.land/|jsr.io/|usr/share/perl|usr/lib/|usr/local/share/lua|usr/share/|usr/local/share/perl|openresty/lua|kong/|c]: in|" +
		"wp-includes/|wp-admin/|drupal/core|drupal/component|call_user_func|system/codeigniter|var/runtime/|var/lang/|libraries/base|in base:|in ghc-|in warp-|in wai-|in yesod-|in servant-|" +
		"stdlib.ml|lwt.ml|dart:core|dart:async|dart:io|dart:convert|package:shelf|package:flutter|package:stack_trace|package:http|package:async|package:dio|symfony/component|magento/framework|" +
		"generated>|native method)|unknown source)", Unknown},
	{inAt, "java.|javax.|jdk.|sun.|com.sun.|jakarta.|kotlin.|kotlinx.|scala.|groovy.|clojure.|akka.|org.apache.|play.|org.springframework.|org.eclipse.|org.jboss.|" +
		"org.codehaus.|org.aspectj.|org.junit.|org.slf4j.|ch.qos.|io.netty.|io.undertow.|io.micronaut.|io.quarkus.|io.vertx.|io.ktor.|io.micrometer.|io.reactivex.|io.opentelemetry.|" +
		"io.smallrye.|io.agroal.|io.helidon.|org.jvnet.|reactor.|rx.|com.fasterxml.|com.google.|com.netflix.|com.github.benmanes.|net.bytebuddy.|org.glassfish.|com.amazonaws.|software.amazon.|cats.|zio.|fs2.|org.http4s.|io.circe.|graphql.|org.grails.|_coroutine.|" +
		"freemarker.|org.thymeleaf.|lombok.|io.github.resilience4j.|org.bouncycastle.|io.jsonwebtoken.|com.nimbusds.|com.auth0.|org.keycloak.|org.quartz.|io.sentry.|org.modelmapper.|org.flywaydb.|liquibase.|com.sap.|weblogic.|com.ibm.|" +
		"system.|interop.|microsoft.|newtonsoft.|lambda_method|mediatr.|automapper.|serilog.|castle.|autofac.|swashbuckle.|fluentvalidation.|polly.|hangfire.|google.|masstransit.|ef.|coldfusion.", Unknown},
	{inGo, "runtime.|runtime/|net/http.|net.(|net/|reflect.|testing.|encoding/|context.|sync.|io.|io/|fmt.|bufio.|os.|syscall.|internal/|panic(|strconv.|strings.|bytes.|time.|sort.|slices.|" +
		"html/|text/template|crypto/|errors.|log.|math/|github.com/gin-gonic/|github.com/labstack/echo|github.com/go-chi/|github.com/gorilla/|github.com/gofiber/|" +
		"github.com/stretchr/|go.opentelemetry.io/|google.golang.org/", Unknown},
	{inRust, "std::|core::|alloc::|rust_|__rust|tokio::|actix|axum::|tower::|tower_|rocket::|warp::|futures|backtrace::|anyhow::|eyre::|color_eyre|serde_json|serde::|" +
		"__libc|_start|__scrt|clone3|start_thread|ffi::|_main|<alloc|<core|<std|<tokio|<futures|<axum|<tower|<hyper|<actix", Unknown},
	{inElixir, "elixir |stdlib |kernel |phoenix |phoenix_live_view |phoenix_html |plug |plug_cowboy |cowboy |ranch |bandit |thousand_island |telemetry |absinthe |logger |erts |" +
		"jason |mix |ex_unit |gen_statem|erlang", Unknown},
}

// libraryPaths finds libraries anywhere in a frame, libraryNames at the beginning of a function's name.
var libraryPaths, libraryNames = func() (paths, names *matcher) {
	paths, names = new(matcher), new(matcher)
	for row, l := range libraries {
		if l.where == anywhere {
			paths.add(row, inMessage, l.words)
		} else {
			names.add(row, l.where, l.words)
		}
	}
	return paths, names
}()

// library gives the row of libraries for a frame, and len(libraries) for one of the application's own. Only if exact, the row is the first one.
func (f *frame) library(exact bool) int {
	enough := len(libraries)
	if exact {
		enough = 0
	}
	row := libraryNames.at(f.name, f.lang, len(libraries))
	if row < enough {
		return row
	}
	return libraryPaths.find(f.place[:min(len(f.place), maxText)], inMessage, row, enough)
}
