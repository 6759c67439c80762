package diagnose

// rule names words that tell the class of a cause.
type rule struct {
	cause Class
	where uint8
	// words are separated by "|", in lower case; see matcher.
	words string
	// transport marks what any connection may suffer: it is the database's matter where the message names a database's port, or another
	// exception of the chain or a frame above the application's first one is the database's.
	transport bool
}

// rules are read from the top: of all words that an exception's type and message have, the highest row's counts. Of a chain of causes the
// innermost exception counts for which there is a row.
var rules = []rule{
	// What is around every exception and tells nothing.
	{Unknown, inType, "play.api.http.httperrorhandlerexceptions", false},

	// What reads like something else.
	{ResourceExhausted, anywhere, "unable to create new native thread|unable to create native thread|can't start new thread", false},
	{Database, inMessage, "queuepool limit|timeout acquiring a connection|pool exhausted|" +
		"connection pool exhausted|cannot get a connection, pool error|pool is exhausted|timed out fetching a new connection from the connection pool|" +
		"timeout expired*obtaining a connection from the pool|pool timed out while waiting|no available connections in pool|" +
		"could not obtain a connection from the pool|pool is probably full|connection pool is full", false},
	{Database, inType, "connectiontimeouterror|poolexhausted|connection pool exhausted", false},

	{Configuration, inMessage, "template: \"*is undefined|template*not found|template*does not exist|template*might not exist|view [*not found|failed to resolve import|" +
		"class \"*not found|class '*not found|trait \"*not found|interface \"*not found", false},

	// The database and its drivers.
	{Database, inMessage, "sqlstate|ora-0|ora-1|ora-2|ora-3|sp2-0|e11000", false},
	{Database, inMessage, "relation*does not exist|column*does not exist|column*of relation|no such table|no such column|table*doesn't exist|unknown column|" +
		"unknown database|unknown table|invalid object name|invalid column name|duplicate entry|duplicate key|unique constraint|foreign key constraint|" +
		"not null constraint|not-null constraint|check constraint|violates|database is locked|database disk image is malformed|deadlock found|" +
		"deadlock detected|deadlocked on|lock wait timeout|could not serialize access|serialization failure|current transaction is aborted|" +
		"canceling statement|readonly database|no rows in result set|commands out of sync", false},
	{Database, inMessage, "error in your sql syntax|syntax error at or near|syntax error at end of input|incorrect syntax near|near \"*syntax error|" +
		"unrecognized token|sql syntax|bad sql grammar|could not execute statement|could not execute query|could not extract resultset|" +
		"could not prepare statement|error executing ddl|unclosed quotation mark after", false},
	{Database, inMessage, "access denied for user|password authentication failed|login failed for user|no pg_hba.conf entry|role \"*does not exist|" +
		"database \"*does not exist|cannot open database|permission denied for table|permission denied for relation|permission denied for schema|" +
		"permission denied for sequence|authentication plugin|command denied to user|must be owner of|noauth authentication|wrongpass|" +
		"not authorized on*to execute command", false},
	{Database, inMessage, "too many clients|remaining connection slots|too many connections|the database system is|terminating connection due to|" +
		"server closed the connection unexpectedly|connection terminated unexpectedly|communications link failure|mysql server has gone away|" +
		"lost connection to mysql|can't connect to mysql|can't connect to local mysql|host*is not allowed to connect to this|" +
		"could not connect to server|connection to server at|can't reach database server|unable to open database|could not open jdbc|" +
		"cannot acquire connection from data source|failed to obtain jdbc|unable to acquire jdbc|no suitable driver|the connection to the database|communicating with database|returned from database|" +
		"unable to connect to database|database connection|failed to connect to database|connection to the database|could not connect to the database|" +
		"error occurred while establishing a connection to sql server|server selection timed out|server selection error|no primary available|" +
		"topology was destroyed|topology is closed|buffering timed out|not master|not primary|no replica set|" +
		"tns:|io error: the network adapter|the network adapter could not establish|driver: bad connection|invalid connection", false},
	{Database, inMessage, "psycopg|pymysql|mysqldb|mysql.connector|sqlite3.|asyncpg|pq: |sql: |failed to connect to `|mongo: |redis: |redis server|redis connection|" +
		"redis is |connecting to localhost:6379|wrongtype operation|oom command not allowed|misconf redis|readonly you can't write|moved |crossslot|" +
		"max retries per request limit|er_|sqlite_|mongoservererror|mongonetworkerror|prisma.|prismaclient|p1001|p1000|p1003|p1017|knex:|" +
		"could not find*with 'id'|jdbc|hibernate|cassandra|elasticsearch|dynamodb|msg*level*state", false},
	{Database, inType, "db::|sql|psqlexception|postgres|pgerror|pg::|mysql|maria|sqlite|mongo|mongoose|redis|jedis|lettuce|rediscommand|ioredis|cassandra|cql|neo4j|oracle|ora-|" +
		"npgsql|dbupdate|entityframework|entitycommand|entityexception|dbconnection|dbexception|dberror|databaseerror|databaseexception|dataaccess|dataintegrity|" +
		"datasource|duplicatekey|deadlock|cannotacquirelock|psycopg|asyncpg|aiomysql|pdoexception|queryexception|queryfailed|doctrine/dbal|doctrine/orm|" +
		"uniqueconstraint|foreignkeyconstraint|activerecord::|sequel::|sequelize|typeorm|prisma|knex|hibernate|jpa|persistenceexception|jdbc|jooq|" +
		"ecto.|postgrex|myxql|sqlalchemy|django.db|tortoise|peewee|mybatis|ibatis|entitynotfound|optimisticlock|cockroach|dynamo|" +
		"influx|elasticsearch|badsqlgrammar|canceledbyuser|transactionexception|emptyresultdataaccess|integrityerror|programmingerror|operationalerror|" +
		"parsing_exception|index_not_found|search_phase|named_object_not_found|mapper_parsing|x_content_parse|version_conflict|datastax|stalestate|lazyinitialization|cannotcreatetransaction|cannotgetjdbc|connectiondone|objectnotfoundexception|undefinedtable|undefinedcolumn", false},

	// Out of memory.
	{OutOfMemory, inType, "outofmemory|memoryerror|nomemoryerror|bad_alloc|badalloc|insufficientmemory", false},
	{OutOfMemory, inMessage, "out of memory|allowed memory size|java heap space|gc overhead limit|metaspace|cannot allocate memory|can't allocate memory|" +
		"failed to allocate memory|enomem|oomkilled|oom killed|memory allocation of|unable to allocate|array buffer allocation failed|" +
		"reached heap limit|requested array size exceeds", false},

	// Resources other than memory.
	{ResourceExhausted, inMessage, "emfile|enfile|enospc|edquot|eagain|no space left|not enough space on the disk|too many open files|disk quota exceeded|disk full|" +
		"rejected from java.util.concurrent|maximum call stack|stack overflow|stack level too deep|maximum recursion depth|maximum function nesting level|" +
		"stack exceeds|resource temporarily unavailable|thread pool is exhausted|threadpool exhausted|queue is full|resource_exhausted|" +
		"resource exhausted|no more processes|cannot fork", false},
	{ResourceExhausted, inType, "rejectedexecution|taskrejected|stackoverflow|recursionerror|systemstackerror|bulkheadfull|insufficientexecutionstack|resourceexhausted|" +
		"errno::emfile|errno::enospc|diskfull", false},

	// Nothing where something should be.
	{NullReference, inMessage, "cannot read propert*undefined|cannot read propert*null|cannot set propert*undefined|cannot set propert*null|" +
		"cannot destructure*undefined|cannot destructure*null|cannot convert undefined or null|undefined is not an object|null is not an object|" +
		"undefined is not iterable|null is not iterable|cannot return null for|is undefined|is null|before initialization|null cannot be cast|object null is not|undefined is not a function|cannot use 'in' operator*undefined|" +
		"is undefined, can't access|is null, can't access|(intermediate value)*is not iterable|object is possibly|spread non-iterable instance", false},
	{NullReference, inMessage, "nonetype' object|nonetype' and|and 'nonetype|argument of type 'nonetype|not nonetype|not 'nonetype|got nonetype|nonetype and|nonetype found", false},
	{NullReference, inMessage, "nil pointer dereference|nil map|nil dereference|invalid memory address|for nil:nilclass|for nil|nil can't be coerced|no implicit conversion from nil|" +
		"no implicit conversion of nil|nil into|of nil|a nil value|undefined for nil", false},
	{NullReference, inMessage, "because \"*is null|because the return value of*is null|on null|property on null|property \"*on null|property of non-object|value of type null|" +
		"null given|null returned|of type null|null pointer|object reference not set|value cannot be null|must not be null|nullable object must have a value|" +
		"but is null|parameter specified as non-null is null", false},
	{NullReference, inMessage, "option::unwrap()`|option::expect|on a `none` value|an undefined value|use of uninitialized value|as an undefined|none.get|" +
		"no value present", false},
	{NullReference, inType, "nullpointer|nullreference|argumentnull|uninitializedproperty|npe|nullargument|nosuchelementexception: no value", false},

	// Time ran out.
	{Timeout, inMessage, "read timed out|connect timed out|connection timed out|connect timeout|connection timeout|etimedout|esockettimedout|econnaborted|i/o timeout|read timeout|" +
		"socket timeout|response timeout|request timeout|timeout of|operation timed out|operation was timed out|timeout was reached|und_err_connect_timeout|" +
		"und_err_headers_timeout|und_err_body_timeout", true},
	{Timeout, inMessage, "timed out|deadline exceeded|deadline_exceeded|deadline has elapsed|timeout expired|timeout exceeded|maximum execution time|timeouterror|" +
		"a task was canceled|httpclient.timeout|exceeded the timeout|time out|execution expired|due to timeout|timeout after|exit) time out|gateway time-out|gateway timeout", true},
	{Timeout, inType, "sockettimeout|connecttimeout|connecttimeoutexception|readtimeout|httptimeout|timeout|timedout|deadlineexceeded|taskcanceled", true},

	// Something that this process should have been given.
	{Configuration, inMessage, "environment variable|env variable|env var|missing env|could not resolve placeholder|no qualifying bean|error creating bean|failed to configure a|" +
		"failed to bind properties|improperly configured|must set the|is not configured|not configured|missing configuration|configuration missing|" +
		"missing required config|required configuration|invalid configuration|configuration error|no configuration|config file|configuration file|.env file|" +
		"missing api key|api key is not set|missing credentials|could not load credentials|unable to locate credentials|unable to load*credentials|" +
		"secret_key|secret_key_base|application encryption key|app_key|no application encryption key|connectionstring property|connection string*not|" +
		"unable to resolve service for type|no service for type|target class*does not exist|is not instantiable|no binding|is not set in|" +
		"required key*missing|config*not found|missing option|unable to find instance for|failed to lookup view|can't resolve dependencies", false},
	{Configuration, inMessage, "cannot find module|cannot find package|no module named|cannot import name|module not found|class not found|could not find class|cannot load such file|" +
		"err_module_not_found|can't locate*in @inc|module 'could not|could not load file or assembly|unable to load dll|could not load the|" +
		"failed opening required|failed to open stream: no such file|module*not found:", false},
	{Configuration, inType, "unknowndependencies|undefineddependency|nosuchbean|unsatisfieddependency|beancreation|beandefinition|beanscreation|improperlyconfigured|configurationerror|configurationexception|configerror|" +
		"configexception|configuration|missingenv|missingappkey|bindingresolution|nosuchproviderexception|modulenotfound|importerror|classnotfound|noclassdef|" +
		"unsatisfiedlink|nosuchmethoderror|nosuchfielderror|loaderror|missingconfig|templatenotfound|templatedoesnotexist|missingtemplate|missingrequired|" +
		"optionsvalidation|dependencyinjection|servicenotfound|nocredentials|credentialsprovider|environmentvariable|missingkey|filesystemloader", false},

	// Not allowed.
	{Permission, inMessage, "eacces|eperm|erofs|permission denied|operation not permitted|access is denied|access denied|access to the path*is denied|accessdenied|" +
		"read-only file system|permission_denied|permissiondenied|insufficient permissions|insufficient privileges|not authorized to perform|unauthorizedoperation|" +
		"forbidden by|this action is unauthorized", false},
	{Permission, inType, "accessdenied|permissionerror|permissiondenied|unauthorizedaccess|accesscontrol|securityexception|authorizationexception|insufficientauthentication|" +
		"insufficientprivilege|notpermitted|errno::eacces|errno::eperm|forbidden|pundit::notauthorized|cancan::accessdenied|authorizationerror", false},

	// Code and templates that do not parse. SQL is above.
	{Syntax, inType, "templatesyntax|syntaxerrorexception|twig/error|jinja2.exceptions.templatesyntax|actionview::syntaxerror|liquid::syntaxerror|indentationerror|taberror|" +
		"parseerror|compileexception|compilationerror|compilationfailed|templatesyntaxerror|expressionparse|templateparse|templateinput|spelparse", false},

	// Another service failed, or sent what it should not.
	{UpstreamService, inMessage, "unexpected token*json|is not valid json|unexpected end of json|unexpected non-whitespace character after json|json.parse|expecting value: line|" +
		"invalid character*looking for beginning of value|unexpected end of input|cannot parse json|error parsing json|invalid json|malformed json|" +
		"expected begin_object but was|expected begin_array but was|unrecognized character|unable to parse response|could not extract response|" +
		"unexpected response|invalid response|bad response|malformed response|no suitable httpmessageconverter|cannot deserialize|unrecognized field|" +
		"unexpected character*parsing|unexpected token at|error decoding response body|unexpected content type|attempt to decode json|mimetype: text/html|" +
		"'<' is an invalid start of a value|is an invalid start of a value|the input does not contain any json|unrecognized token|unexpected character ('", false},
	{UpstreamService, inMessage, "request failed with status code|response code 5|status code 5|status code: 5|status code 4|status code: 4|status 5|status: 5|status 4|" +
		"gateway answered|answered with status|answered 50|502 bad gateway|503 service|504 gateway|500 server error|429 too many|401 unauthorized|403 forbidden|404 not found|bad gateway|" +
		"server error for url|client error for url|client error: `|server error: `|response status code does not indicate success|" +
		"remote server returned an error|unexpected status|unexpected http|http 5|http 4|rate limit exceeded|too many requests|max retries exceeded|" +
		"an error occurred*when calling the|i/o error on|upstream connect error|no healthy upstream|service unavailable|" +
		"rpc error: code = unavailable|unavailable: io exception|code = internal|code = unknown|circuitbreaker", false},
	{UpstreamService, inMessage, "fetch failed|failed to fetch|econnrefused|econnreset|enotfound|eai_again|epipe|ehostunreach|enetunreach|socket hang up|connection refused|" +
		"actively refused it|connection reset|connection closed|connection aborted|broken pipe|remote end closed|closed by the remote|unexpected eof|unexpected end of file|" +
		"no such host|name or service not known|name does not resolve|temporary failure in name resolution|nodename nor servname|unknown host|" +
		"could not resolve host|no route to host|network is unreachable|network error|dns error|getaddrinfo|couldn't connect to server|error sending request|" +
		"failed to connect to|connection failed|could not connect|unable to connect to|no connection could be made|connection error|other side closed|" +
		"nxdomain|connection to*refused|connect: connection|error trying to connect|und_err_socket|premature close", true},
	{UpstreamService, inMessage, "x509:|certificate|pkix path|ssl connection|ssl handshake|handshake failure|tls handshake|ssl_connect|ssl routines|ssl: |self_signed_cert|" +
		"self-signed|err_tls|depth_zero|unable_to_verify|unable_to_get_issuer|handshake_failure|wrong version number", true},
	{UpstreamService, inMessage, "curl error|stripe|twilio|openai|sendgrid|paypal|third-party|third party|upstream|remote service|external service|payment provider|payment gateway|elevenlabs", false},
	{UpstreamService, inType, "axios|fetcherror|requests.|urllib3|urllib.error|urlerror|httpx|aiohttp|httpclient|httpserver|restclient|resourceaccess|feign|retrofit|okhttp|" +
		"webclientre|webserviceexception|webexception|httprequestexception|httprequesterror|requestexception|guzzlehttp|connectexception|clientexception|badresponse|" +
		"faraday|httparty|net::http|httperror|http::|excon|rest::|rest-client|statusruntime|rpcexception|rpcerror|grpc|soapfault|sslerror|" +
		"sslhandshake|sslexception|sslpeer|certificateerror|certpath|unknownhost|hostunreachable|noroutetohost|nohttpresponse|" +
		"connectionreset|connectionrefused|connectionaborted|connectionerror|brokenpipe|remotedisconnected|incompleteread|socketexception|socketerror|gaierror|" +
		"errno::econn|eoferror|protocolexception|jsondecode|jsonparse|jsonexception|jsonprocessing|jsonmapping|malformedjson|jsonsyntax|jsonreader|jsonerror|json::|jason.|poison.|" +
		"mismatchedinput|unrecognizedproperty|invalidformatexception|botocore|boto3|amazons3|amazonservice|awssdk|sdkclientexception|s3exception|stripe|twilio|openai|" +
		"circuitopen|callnotpermitted|serviceunavailable|badgateway|gatewaytimeout|externalservice|upstream|thirdparty|mint.transport|" +
		"finch.|tesla.|httpoison|reqwest|hyper|xmlhttp|apierror|apiexception|apiconnection|apistatus|ratelimit", true},

	// Of the wrong type, or not there by that name.
	{Assertion, anywhere, "assertionerror|assertionfailed|assertionerror|err_assertion|assertion failed|assertion `|assertion error|assertion violation|assertionviolation|" +
		"expected values to be|debug assertion|assert_|assertexception|ensurefailed", false},
	{Assertion, inType, "assertion|assert", false},
	{Syntax, anywhere, "syntaxerror|syntax error|unexpected end of template|unable to compile class for jsp|compilation error|invalid or unexpected token|unexpected identifier|" +
		"cannot use import statement|template parse|template syntax|parse error|unexpected tag|unknown tag|unexpected end of file|freemarker template error", false},
	{TypeError, inType, "typeerror|type_error|classcast|invalidcast|nomethoderror|attributeerror|referenceerror|nameerror|arraystore|typemismatch|methodtypeexception|badfunctionclause|" +
		"undefinedfunction|functionclause|missingmethod|missingproperty|typeassertion|runtimebinder|protocol.undefined|badarity|badmap", false},
	{TypeError, inMessage, "is not a function|is not a constructor|is not iterable|is not defined|cannot be cast|unable to cast|interface conversion|has no attribute|undefined method|" +
		"undefined local variable|call to undefined|undefined variable|undefined property|undefined array key|undefined index|array to string conversion|" +
		"unsupported operand|no implicit conversion|must be of type|must be an instance of|wrong argument type|can't convert|" +
		"typeerror|wrong number of arguments|validation error for|validation errors for|can't locate object method|attempt to call a|attempt to perform arithmetic|attempt to concatenate|attempt to compare|" +
		"cannot convert*to|no function clause matching|protocol*not implemented for|downcast_ref", false},

	// What is only spoken of; see spoken.
	{Database, inMessage, "database|db shards|postgres|mysql|mariadb|mongodb|redis|sqlite|clickhouse", false},
	{Timeout, inMessage, "timeout", false},

	{UnhandledRejection, anywhere, "unhandledpromiserejection|unhandledrejection|unhandled rejection|unhandled promise rejection|err_unhandled_rejection|" +
		"rejecting a promise which was not handled", false},
}

// spoken is the first of the rows whose words make no error of a line that is none otherwise.
var spoken = len(rules) - 3

var causes = func() *matcher {
	m := new(matcher)
	for row := range rules {
		m.add(row, rules[row].where, rules[row].words)
	}
	return m
}()
