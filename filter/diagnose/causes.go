package diagnose

// rule names words that tell the class of a cause.
type rule struct {
	cause Class
	where uint8
	// words are separated by "|", in lower case; see matcher.
	words string
	kind  kind
}

// kind says what else decides about a row's class, besides its words.
type kind uint8

const (
	sure kind = iota
	// transport is what any connection may suffer: it is the database's matter where the message names a database's port, or another
	// exception of the chain or a frame above the application's first one is the database's.
	transport
	// parsed is a text that did not parse: another service's matter where something tells that it came from there; see around.
	parsed
	// weak is what says little: the class counts where neither a library's frame nor an exception further out tells more, and where the
	// message names no setting.
	weak
)

// rules are read from the top: of all words that an exception's type and message have, the highest row's counts. Of a chain of causes the
// innermost exception counts for which there is a row.
var rules = []rule{
	// What is around every exception and tells nothing.
	{Unknown, inType, "play.api.http.httperrorhandlerexceptions", sure},

	// What reads like something else.
	{ResourceExhausted, anywhere, "unable to create new native thread|unable to create native thread|can't start new thread|unable to start new thread", sure},
	{Database, inMessage, "queuepool limit|timeout acquiring a connection|pool exhausted|pool timeout|" +
		"connection pool exhausted|cannot get a connection, pool error|pool is exhausted|timed out fetching a new connection from the connection pool|" +
		"timeout expired*obtaining a connection from the pool|pool timed out while waiting|no available connections in pool|connection is not available, request timed out|" +
		"connection not available and request was dropped|timed out waiting for connection|timeout exceeded when trying to connect|resourcerequest timed out|" +
		"could not obtain a connection from the pool|could not obtain a database|pool is probably full|connection pool is full", sure},
	{Database, inType, "connectiontimeouterror|poolexhausted|connection pool exhausted", sure},

	{Configuration, inMessage, "template: \"*is undefined|template*not found|template*does not exist|template*might not exist|find template|locate template|view [*not found|failed to resolve import|" +
		"class \"*not found|class '*not found|trait \"*not found|interface \"*not found", sure},

	// The database and its drivers.
	{Database, inMessage, "sqlstate|ora-|sp2-0|pls-0|e11000|sqlcode|db2 sql|odbc", sure},
	{Database, inMessage, "relation*does not exist|column*does not exist|column*of relation|column*cannot be null|no such table|no such column|table*doesn't exist|unknown column|" +
		"unknown database|unknown table|invalid object name|invalid column name|duplicate entry|duplicate key|unique constraint|foreign key constraint|constraint failed|" +
		"not null constraint|not-null constraint|check constraint|violates|violation of primary key|violation of unique key|violation of foreign|conflicted with the|" +
		"database is locked|database disk image is malformed|deadlock found|deadlock victim|matching query does not exist|no query results for|" +
		"deadlock detected|deadlocked on|lock wait timeout|could not serialize access|serialization failure|current transaction is aborted|" +
		"canceling statement|readonly database|read-only transaction|no rows in result set|no rows returned|record not found|commands out of sync|data too long for column|value too long for type|out of range value for|" +
		"string or binary data would be truncated|cannot insert|could not find stored procedure|the scalar variable|doesn't have a default value|null value in column|" +
		"invalid input syntax for|operator does not exist|prepared statement|no partition of relation|out of shared memory|query execution was interrupted|could not find driver", sure},
	{Database, inMessage, "error in your sql syntax|syntax error at or near|syntax error at end of input|incorrect syntax near|near \"*syntax error|" +
		"unrecognized token: |sql syntax|bad sql grammar|could not execute statement|could not execute query|could not extract resultset|" +
		"could not prepare statement|error executing ddl|unclosed quotation mark after|named parameter|query did not return a unique|no entity found for query|" +
		"failed to lazily initialize|could not initialize proxy|detached entity|unsaved transient|row was updated or deleted", sure},
	{Database, inMessage, "access denied for user|password authentication failed|login failed for user|no pg_hba.conf entry|role \"*does not exist|" +
		"database \"*does not exist|cannot open database|permission denied for table|permission denied for relation|permission denied for schema|" +
		"permission denied for sequence|authentication plugin|command denied to user|must be owner of|noauth authentication|wrongpass|" +
		"not authorized on*to execute command|permission was denied on the object", sure},
	{Database, inMessage, "too many clients|remaining connection slots|too many connections|max_user_connections|the database system is|terminating connection due to|" +
		"server closed the connection unexpectedly|connection terminated unexpectedly|communications link failure|mysql server has gone away|" +
		"lost connection to mysql|can't connect to mysql|can't connect to local mysql|host*is not allowed to connect to this|" +
		"could not connect to server|connection to server at|can't reach database server|unable to open database|could not open jdbc|" +
		"cannot acquire connection from data source|failed to obtain jdbc|unable to acquire jdbc|no suitable driver|the connection to the database|communicating with database|returned from database|" +
		"unable to connect to database|database connection|failed to connect to database|connection to the database|could not connect to the database|" +
		"error occurred while establishing a connection to sql server|server selection timed out|server selection error|no primary available|" +
		"topology was destroyed|topology is closed|buffering timed out|not master|not primary|no replica set|writeconcern|cast to objectid|pool was cleared|" +
		"tns:|io error: the network adapter|the network adapter could not establish|driver: bad connection|invalid connection", sure},
	{Database, inMessage, "psycopg|pymysql|mysqldb|mysql.connector|sqlite3.|asyncpg|pq: |sql: |failed to connect to `|mongo: |redis: |redis server|redis connection|" +
		"redis is |connecting to redis|connecting to localhost:6379|wrongtype operation|oom command not allowed|misconf redis|readonly you can't write|moved |crossslot|clusterdown|noscript|" +
		"max retries per request limit|er_|sqlite_|mongoservererror|mongonetworkerror|prisma.|prismaclient|p1001|p1000|p1003|p1017|p2002|p2025|knex:|memcache|" +
		"could not find*with 'id'|jdbc|hibernate|cassandra|elasticsearch|opensearch|dynamodb|msg*level*state|snowflake|bigquery|firestore|cosmosdb", sure},
	{Database, inType, "db::|sql|psqlexception|postgres|pgerror|pg::|pgconn|mysql|maria|sqlite|mongo|mongoose|bson|redis|jedis|lettuce|rediscommand|ioredis|cassandra|cql|neo4j|oracle|ora-|" +
		"npgsql|dbupdate|entityframework|entitycommand|entityexception|dbconnection|dbexception|dberror|databaseerror|databaseexception|dataaccess|dataintegrity|" +
		"datasource|duplicatekey|deadlock|cannotacquirelock|psycopg|asyncpg|aiomysql|pdoexception|queryexception|queryfailed|doctrine/dbal|doctrine/orm|" +
		"uniqueconstraint|foreignkeyconstraint|activerecord::|sequel::|sequelize|typeorm|prisma|knex|hibernate|jpa|persistenceexception|jdbc|jooq|" +
		"ecto.|postgrex|myxql|sqlalchemy|django.db|tortoise|peewee|mybatis|ibatis|entitynotfound|optimisticlock|cockroach|dynamo|snowflake|bigquery|memcache|couch|clickhouse|" +
		"influx|elasticsearch|opensearch|badsqlgrammar|canceledbyuser|transactionexception|emptyresultdataaccess|incorrectresultsize|nonuniqueresult|integrityerror|programmingerror|operationalerror|" +
		"modelnotfoundexception|recordnotunique|recordnotfound|dbal.|drupal/core/database|codeigniter/database|yii/db|cake/database|zend_db|laminas/db|rusqlite|diesel::|sea_orm|gorm.|rethinkdb|arango|cosmos|firestore|" +
		"parsing_exception|index_not_found|search_phase|named_object_not_found|mapper_parsing|x_content_parse|version_conflict|number_format_exception|datastax|stalestate|lazyinitialization|cannotcreatetransaction|cannotgetjdbc|connectiondone|objectnotfoundexception|undefinedtable|undefinedcolumn", sure},

	// An assertion says so by its type, whatever its message speaks of.
	{Assertion, inType, "assertion|assert|invariantviolat|invarianterror|contractexception", sure},

	// Out of memory.
	{OutOfMemory, inType, "outofmemory|memoryerror|nomemoryerror|bad_alloc|badalloc|insufficientmemory|worker_out_of_memory", sure},
	{OutOfMemory, inMessage, "out of memory|allowed memory size|java heap space|gc overhead limit|metaspace|cannot allocate memory|can't allocate memory|" +
		"failed to allocate|enomem|oomkilled|oom killed|oom-kill|memory allocation of|unable to allocate|array buffer allocation failed|direct buffer memory|compressed class space|" +
		"reached heap limit|requested array size exceeds|signal: killed|memory limit|heap out of memory|insufficient memory|memory exhausted", sure},

	// Resources other than memory.
	{ResourceExhausted, inMessage, "emfile|enfile|enospc|edquot|eagain|no space left|not enough space on the disk|too many open files|disk quota exceeded|quota exceeded|disk full|disk is full|no file descriptors|" +
		"rejected from java.util.concurrent|maximum call stack|stack overflow|stack level too deep|maximum recursion depth|maximum function nesting level|too much recursion|" +
		"stack exceeds|resource temporarily unavailable|thread pool is exhausted|threadpool exhausted|threadpool is exhausted|queue is full|queue full|resource_exhausted|pthread_create|" +
		"resource exhausted|no more processes|cannot fork|unable to fork|fork: |no buffer space|enobufs|eaddrnotavail|cannot assign requested address|eaddrinuse|address already in use|bulkhead|can't create thread|cannot create thread", sure},
	{ResourceExhausted, inType, "rejectedexecution|taskrejected|stackoverflow|recursionerror|systemstackerror|bulkheadfull|bulkheadrejected|insufficientexecutionstack|resourceexhausted|queuefull|" +
		"errno::emfile|errno::enospc|diskfull", sure},

	// Nothing where something should be.
	{NullReference, inMessage, "cannot read propert*undefined|cannot read propert*null|cannot set propert*undefined|cannot set propert*null|" +
		"cannot destructure*undefined|cannot destructure*null|cannot convert undefined or null|undefined is not an object|null is not an object|" +
		"undefined is not iterable|null is not iterable|cannot return null for|is undefined|is null|before initialization|null cannot be cast|object null is not|undefined is not a function|cannot use 'in' operator*undefined|" +
		"is undefined, can't access|is null, can't access|object is possibly|spread non-iterable instance|null check operator|called on null|unexpectedly found nil", sure},
	{NullReference, inMessage, "nonetype' object|nonetype' and|and 'nonetype|argument of type 'nonetype|not nonetype|not 'nonetype|got nonetype|nonetype and|nonetype found|'nonetype'", sure},
	{NullReference, inMessage, "nil pointer dereference|nil map|nil dereference|invalid memory address|for nil:nilclass|for nil|nil can't be coerced|no implicit conversion from nil|" +
		"no implicit conversion of nil|nil into|of nil|a nil value|undefined for nil|function nil.|got: nil|got nil|not found in: nil|nil assertion", sure},
	{NullReference, inMessage, "because \"*is null|because the return value of*is null|on null|property on null|property \"*on null|property of non-object|value of type null|" +
		"null given|null returned|of type null|null pointer|object reference not set|value cannot be null|must not be null|may not be null|cannot be null|can't be null|nullable object must have a value|" +
		"but is null|was null|but got null|parameter specified as non-null is null|lateinit property|has not been initialized|must not be accessed before init", sure},
	{NullReference, inMessage, "option::unwrap()`|option::expect|on a `none` value|an undefined value|use of uninitialized value|as an undefined|none.get|" +
		"no value present|fromjust", sure},
	{NullReference, inType, "nullpointer|nullreference|argumentnull|uninitializedproperty|npe|nullargument|nosuchelementexception: no value|undefinedelement", sure},

	// Time ran out.
	{Timeout, inMessage, "read timed out|connect timed out|connection timed out|connect timeout|connection timeout|etimedout|esockettimedout|econnaborted|i/o timeout|read timeout|" +
		"socket timeout|response timeout|request timeout|timeout of|operation timed out|operation was timed out|timeout was reached|und_err_connect_timeout|" +
		"und_err_headers_timeout|und_err_body_timeout", transport},
	{Timeout, inMessage, "timed out|timedout|deadline exceeded|deadline_exceeded|deadlineexceeded|deadline has elapsed|timeout expired|timeout exceeded|maximum execution time|timeouterror|" +
		"a task was canceled|httpclient.timeout|exceeded the timeout|exceeded timeout|time limit exceeded|time out|execution expired|due to timeout|timeout after|exit) time out|gateway time-out|gateway timeout|" +
		"operation canceled|operation was canceled|no response within|no answer within|took too long", transport},
	{Timeout, inType, "sockettimeout|connecttimeout|connecttimeoutexception|readtimeout|httptimeout|timeout|timedout|deadlineexceeded|taskcanceled|opentimeout", transport},

	// Something that this process should have been given.
	{Configuration, inMessage, "environment variable|env variable|env var|missing env|could not resolve placeholder|no qualifying bean|error creating bean|failed to configure a|" +
		"failed to bind properties|improperly configured|must set the|is not configured|not configured|missing configuration|configuration missing|" +
		"missing required config|required configuration|invalid configuration|configuration error|no configuration|config file|configuration file|.env file|" +
		"missing api key|api key is not set|missing credentials|could not load credentials|unable to locate credentials|unable to load*credentials|no credentials|default credentials|" +
		"secret_key|secret_key_base|application encryption key|app_key|no application encryption key|connectionstring property|connection string*not|" +
		"unable to resolve service for type|no service for type|target class*does not exist|is not instantiable|no binding|is not set in|" +
		"required key*missing|required key not|config*not found|missing option|unable to find instance for|failed to lookup view|can't resolve dependencies|" +
		"config property|configuration property|configuration setting|configuration section|configuration validation|config error|required setting|setting*must|related configuration data|failed to inject value|no bean of type|" +
		"no bean named|unsatisfied dependency|no implementation for|no suitable constructor|no service provider|non-existent service|has a dependency on a non-existent|unknown option|" +
		"validation error*settings|validation errors*settings|validation error*config|validation errors*config|feature flag|must be configured|no such profile|" +
		"neither pub key nor priv key|decoder routines|pem routines|no start line|asn1|asn.1|bad decrypt|in pem", sure},
	{Configuration, inMessage, "no such file*/etc/|no such file*config|no such file*secret|no such file*.env|no such file*.yml|no such file*.yaml|no such file*.toml|no such file*.pem|no such file*.key|no such file*.crt|" +
		"etc/*no such file|config*no such file|secrets/*no such file|could not find file*config|could not find file*appsettings|could not find file*.pfx", sure},
	{Configuration, inMessage, "cannot find module|cannot find package|no module named|cannot import name|module not found|class not found|could not find class|cannot load such file|" +
		"err_module_not_found|can't locate*in @inc|module 'could not|could not load file or assembly|unable to load dll|could not load the|unable to load shared library|cannot open shared object|" +
		"failed opening required|failed to open stream: no such file|module*not found:|uninitialized constant|is not available*could not be loaded", sure},
	{Configuration, inType, "unknowndependencies|undefineddependency|nosuchbean|unsatisfieddependency|beancreation|beandefinition|beanscreation|improperlyconfigured|configurationerror|configurationexception|configerror|" +
		"configexception|configuration|configvalidation|config.|missingenv|missingappkey|bindingresolution|nosuchproviderexception|modulenotfound|importerror|classnotfound|noclassdef|" +
		"unsatisfiedlink|nosuchmethoderror|nosuchfielderror|loaderror|missingconfig|templatenotfound|templatedoesnotexist|missingtemplate|missingrequired|" +
		"optionsvalidation|dependencyinjection|servicenotfound|nocredentials|credentialsprovider|environmentvariable|envnotfound|enverror|missingkey|filesystemloader|invalidkeyspec|keystoreexception|pkeyerror|dllnotfound|unsupportedclassversion", sure},

	// Not allowed.
	{Permission, inMessage, "eacces|eperm|erofs|permission denied|operation not permitted|access is denied|access denied|access to the path*is denied|accessdenied|" +
		"read-only file system|permission_denied|permissiondenied|insufficient permissions|insufficient privileges|insufficient scope|insufficient_scope|not authorized to perform|unauthorizedoperation|" +
		"forbidden by|this action is unauthorized|does not have*access|lacks permission|missing permission|requires permission|not permitted to", sure},
	{Permission, inType, "accessdenied|permissionerror|permissiondenied|unauthorizedaccess|accesscontrol|securityexception|authorizationexception|insufficientauthentication|" +
		"insufficientprivilege|notpermitted|errno::eacces|errno::eperm|forbidden|pundit::notauthorized|cancan::accessdenied|authorizationerror|badcredentials", sure},

	// Code and templates that do not parse. SQL is above.
	{Syntax, inType, "templatesyntax|syntaxerrorexception|twig/error/syntax|jinja2.exceptions.templatesyntax|actionview::syntaxerror|liquid::syntaxerror|indentationerror|taberror|" +
		"parseerror|compileexception|compilationerror|compilationfailed|templatesyntaxerror|expressionparse|templateparse|templateinput|spelparse|patternsyntax|regexperror|re.error|twig/error", sure},
	{Syntax, inMessage, "syntax error, unexpected|invalid regular expression|unterminated string|unterminated character|invalid syntax (", sure},

	// A number that does not parse.
	{TypeError, inMessage, "strconv.", sure},

	// Another service failed, or sent what it should not.
	{UpstreamService, inMessage, "unable to parse response|could not extract response|unexpected response|invalid response|bad response|malformed response|empty response|no suitable httpmessageconverter|" +
		"error decoding response body|unexpected content type|attempt to decode json|mimetype: text/html|expected json*got", sure},
	{UpstreamService, inMessage, "request failed with status code|request failed with status|response code 5|status code 5|status code: 5|status code 4|status code: 4|status code is 5|status 5|status 4|" +
		"gateway answered|answered with|answered 50|answered 40|responded with|responded 50|responded 40|returned 50|returned 40|returned status|returned http|replied with|got status|got http|non-2xx|non-200|bad status|" +
		"502 bad gateway|503 service|504 gateway|500 server error|500 internal server error for|429 too many|401 unauthorized|403 forbidden|404 not found|bad gateway|" +
		"server error for url|client error for url|client error: `|server error: `|response status code does not indicate success|" +
		"remote server returned an error|unexpected status|unexpected http|http 5|http 4|http status 5|http status 4|rate limit exceeded|rate limit reached|too many requests|throttl|rate exceeded|max retries exceeded|" +
		"an error occurred*when calling the|i/o error on|upstream connect error|no healthy upstream|service unavailable|" +
		"rpc error: code = unavailable|unavailable: |code = internal|code = unknown|code = unauthenticated|unauthenticated: |circuitbreaker|circuit breaker|circuit is open", sure},
	{UpstreamService, inMessage, "fetch failed|failed to fetch|econnrefused|econnreset|enotfound|eai_again|epipe|ehostunreach|enetunreach|socket hang up|connection refused|connectionrefused|" +
		"actively refused it|connection reset|connection closed|connection aborted|broken pipe|remote end closed|closed by the remote|unexpected eof|unexpected end of file|" +
		"no such host|name or service not known|name does not resolve|temporary failure in name resolution|nodename nor servname|unknown host|" +
		"could not resolve host|no route to host|network is unreachable|network error|dns error|getaddrinfo|couldn't connect to server|error sending request|" +
		"failed to connect to|connection failed|could not connect|unable to connect to|no connection could be made|connection error|other side closed|tcp connect error|connection was closed|server closed|server hung up|connect call failed|" +
		"cannot connect to host|failed to lookup address|no address associated|no brokers available|broker not available|not connected|goaway|" +
		"nxdomain|connection to*refused|connect: connection|error trying to connect|und_err_socket|premature close|unable to read data from the transport", transport},
	{UpstreamService, inMessage, "x509:|certificate|pkix path|ssl connection|ssl handshake|handshake failure|tls handshake|ssl_connect|ssl routines|ssl: |self_signed_cert|" +
		"self-signed|err_tls|depth_zero|unable_to_verify|unable_to_get_issuer|handshake_failure|wrong version number|tlsv1 alert|handshake failed", transport},
	{UpstreamService, inMessage, "curl error|stripe|twilio|openai|sendgrid|paypal|third-party|third party|upstream|remote service|external service|payment provider|payment gateway|elevenlabs|" +
		"kafka|rabbitmq|amqp|nats: |mqtt|access_refused|signaturedoesnotmatch|invalidaccesskeyid|expiredtoken|unrecognizedclient|security token|invalid_grant|invalid_client|auth_failure|invalid login: |" +
		"nosuchbucket|nosuchkey|slowdown|internalfailure|serviceexception", sure},
	{UpstreamService, inType, "axios|fetcherror|requests.|urllib3|urllib.error|urlerror|url.error|httpx|aiohttp|httpclient|httpserver|restclient|resourceaccess|feign|retrofit|okhttp|" +
		"webclientre|webserviceexception|webexception|httprequestexception|httprequesterror|clientrequest|responseerror|guzzlehttp|connectexception|connecterror|clientexception|clienterror|badresponse|" +
		"faraday|httparty|net::http|httperror|http::|excon|rest::|rest-client|statusruntime|statusexception|rpcexception|rpcerror|grpc|soapfault|sslerror|ssl.|" +
		"sslhandshake|sslexception|sslpeer|certificateerror|certpath|unknownhost|hostunreachable|noroutetohost|nohttpresponse|" +
		"connectionreset|connectionrefused|connectionaborted|connectionerror|brokenpipe|remotedisconnected|incompleteread|socketexception|socketerror|gaierror|" +
		"errno::econn|errno::ehost|eoferror|protocolexception|botocore|boto3|amazons3|amazonservice|awssdk|amazonaws|amazon.|sdkclientexception|s3exception|aws::|stripe|twilio|openai|" +
		"circuitopen|circuitbreaker|brokencircuit|callnotpermitted|serviceunavailable|badgateway|gatewaytimeout|externalservice|upstream|thirdparty|mint.transport|mint.http|" +
		"finch.|tesla.|httpoison|req.|reqwest|hyper|xmlhttp|apierror|apiexception|apiconnection|apistatus|ratelimit|throttling|" +
		"kafka|amqp|rabbit|bunny::|pika.|nats|jms|activemq|mqtt|smtp|mailexception|messagingexception|mailer|net::smtp|ldap|javax.naming|azure.|requestfailedexception|google.api|googleapi|googlecloud|grpc.|gaxios|got.|undici|" +
		"symfony/component/httpclient|symfony/component/mailer|zeep|savon|suds|paramiko|sftp|ftp|vault|consul|oauth|openid|saml|sendgrid|mailgun|braintree|paypal|adyen|shopify|salesforce|slack|" +
		"partner|provider|gateway|remote|thirdparty|integrationexception|signaturedoesnotmatch|invalidaccesskeyid|nosuchbucket|nosuchkey|expiredtoken|unrecognizedclient|requesttimetooskewed|authenticationfailed", transport},

	{UpstreamService, isForeign, "response|upstream|html>|text/html|doctype|partner|gateway|provider|remote|fetch|client|crawl|scrape|feed|reply", sure},

	// A text that is no JSON, XML, YAML.
	{Syntax, inMessage, "unexpected token*json|is not valid json|unexpected end of json|unexpected non-whitespace character after json|json.parse|expecting value: line|" +
		"invalid character*looking for|invalid character*after|unexpected end of input|unexpected end-of-input|cannot parse json|could not parse json|error parsing json|error decoding json|json parse error|json decode error|invalid json|malformed json|" +
		"expected begin_object but was|expected begin_array but was|expected a string but was|unrecognized character|cannot deserialize|unrecognized field|cannot construct instance|" +
		"unexpected character*parsing|unexpected token at|unexpected json token|unexpected char|is an invalid start of a|the input does not contain any json|unrecognized token|cannot unmarshal|json could not be|" +
		"expected value at line|eof while parsing|trailing characters at|key must be a string at|invalid type: |missing field `|unknown variant `|unknown field `|expecting property name|extra data: line|" +
		"unterminated string in json|control character|expected property name|xml syntax error|content is not allowed in prolog|premature end of file|mismatched tag|not well-formed|mapping values are not allowed|did not find expected|" +
		"state mismatch|malformed utf-8|invalid numeric literal|data at the root level|xmlparseentityref|end of file or no input", parsed},
	{Syntax, inType, "jsondecode|jsonparse|jsonexception|jsonprocessing|jsonmapping|malformedjson|jsonsyntax|jsonreader|jsonerror|json::|jsoneof|jason.|poison.|serde_json|jsonserialization|json.decoder|json.|" +
		"mismatchedinput|unrecognizedproperty|invalidformatexception|invaliddefinition|httpmessagenotreadable|jsondecoding|serializationexception|decodingexception|xmlparse|saxparse|xmlexception|xmlsyntax|xml.|expat|" +
		"scannererror|parsererror|yamlexception|yaml.|tomldecode|toml.|psych::|malformedcsv|jsonpath|msgpack|protobuf|invalidprotocolbuffer|dataconversion", parsed},

	// Of the wrong type, or not there by that name.
	{Assertion, anywhere, "assertionerror|assertionfailed|assertionerror|err_assertion|assertion failed|assertion `|assertion error|assertion violation|assertionviolation|" +
		"expected values to be|debug assertion|assert_|assertexception|ensurefailed|invariant failed|invariant violat|check failed|requirement failed|failed requirement|precondition failed|postcondition|entered unreachable code", sure},
	{Syntax, anywhere, "syntaxerror|syntax error|unexpected end of template|unable to compile class for jsp|compilation error|invalid or unexpected token|unexpected identifier|" +
		"cannot use import statement|template parse|template syntax|parse error|unexpected tag|unknown tag|unexpected end of file|freemarker template error", sure},
	{TypeError, inType, "typeerror|type_error|classcast|invalidcast|nomethoderror|attributeerror|referenceerror|nameerror|arraystore|typemismatch|methodtypeexception|badfunctionclause|" +
		"undefinedfunction|functionclause|missingmethod|missingproperty|missingmember|missingfield|nosuchmethodexception|nosuchfieldexception|typeassertion|runtimebinder|protocol.undefined|badarity|badmap|frozenerror|unhandledmatch|incompatibleclass", sure},
	{TypeError, inMessage, "is not a function|is not a constructor|is not iterable|is not defined|cannot be cast|unable to cast|interface conversion|has no attribute|undefined method|" +
		"undefined local variable|call to undefined|undefined variable|undefined property|undefined array key|undefined index|undefined offset|undefined subroutine|array to string conversion|" +
		"unsupported operand|no implicit conversion|must be of type|must be an instance of|wrong argument type|can't convert|is not a subtype of|no match of right hand side|case clause matching|" +
		"typeerror|wrong number of arguments|validation error for|validation errors for|can't locate object method|attempt to call a|attempt to perform arithmetic|attempt to concatenate|attempt to compare|bad argument #|" +
		"cannot convert*to|no function clause matching|protocol*not implemented for|downcast_ref|index out of range|index out of bounds|slice bounds out of range|out of bounds for|range end index|range start index|byte index|" +
		"non-numeric value|illegal string offset|cannot access offset|not an array reference|not a hash reference|can't use string|non-exhaustive|empty list|no enum constant|could not find a property named|cannot redeclare|could not be converted to|" +
		"invalid digit found|parseinterror|parsefloaterror|index too large|prelude.|invalid float literal|cannot parse integer|invalid literal for|could not convert string|values to unpack|invalid value for integer|invalid value for float|for input string|was not in a correct format|" +
		"string was not recognized as a valid|invalid array length|invalid time value|argument out of range|badmatch|badarg|badarith|case_clause|function_clause|{undef|badkey", sure},

	// What is only spoken of; see spoken.
	{Database, inMessage, "database|db shards|postgres|mysql|mariadb|mongodb|redis|sqlite|clickhouse", sure},
	{Timeout, inMessage, "timeout", sure},
	{UpstreamService, inMessage, "authentication failed|failed to authenticate|invalid credentials|unauthorized|authorization violation|not authorized|invalid api key|invalid token|broker|webhook|ldap|smtp|" +
		"https://* 50|https://* 40|https://* 429|http://* 50|http://* 40|bad handshake|remote host|remote server", sure},
	{Configuration, inMessage, "config: |must be set|settings: |setting is", sure},
	{TypeError, inType, "indexerror|indexoutof|outofbounds|outofrange|keyerror|keynotfound|matcherror|caseclause|withclause|condclause|numberformat|formatexception|valueerror|argumenterror|argumentexception|" +
		"illegalargument|invalidargument|illegalformat|inputmismatch|datetimeparse|dateparse|nosuchelement|nowhenbranch|negativearraysize|unicodedecode|unicodeencode|overflowexception|" +
		"conversion|converter|badmethodcall|unexpectedvalue|outofrangeexception|nomatchingpattern|lookuperror|unboundlocal|parseint|codingerror|decimal.", weak},
	{TypeError, inMessage, "key not found|no such key|missing key|not found in: |conversionsyntax|out of range|no elements|empty collection|not a valid|is not a number|invalid date|invalid value|invalid type", weak},

	{UnhandledRejection, anywhere, "unhandledpromiserejection|unhandledrejection|unhandled rejection|unhandled promise rejection|err_unhandled_rejection|" +
		"rejecting a promise which was not handled", sure},
}

// spoken is the first of the rows whose words make no error of a line that is none otherwise.
var spoken = len(rules) - 7

var causes = func() *matcher {
	m := new(matcher)
	for row := range rules {
		m.add(row, rules[row].where, rules[row].words)
	}
	return m
}()
