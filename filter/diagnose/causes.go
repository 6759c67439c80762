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
	// transport is what any connection may suffer: it is the database's matter where the message names a database or its port, or another
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
	{Unknown, inType, "play.api.http.httperrorhandlerexceptions|calledprocesserror", sure},

	// What reads like something else.
	{ResourceExhausted, anywhere, "unable to create new native thread|unable to create native thread|can't start new thread|unable to start new thread", sure},
	{Database, inMessage, "queuepool limit|timeout acquiring a connection|pool exhausted|" +
		"connection pool exhausted|cannot get a connection, pool error|pool is exhausted|timed out fetching a new connection from the connection pool|" +
		"timeout expired*obtaining a connection from the pool|pool timed out while waiting|no available connections in pool|connection is not available, request timed out|" +
		"connection not available and request was dropped|timed out waiting for connection|timeout exceeded when trying to connect|resourcerequest timed out|" +
		"could not obtain a connection from the pool|could not obtain a database|pool is probably full|connection pool is full", sure},
	{UpstreamService, inType, "callnotpermitted|brokencircuit", sure},
	{Database, inType, "connectiontimeouterror|poolexhausted|connection pool exhausted", sure},

	{TypeError, inMessage, "element*is undefined in", sure}, // ColdFusion's name for a member that is not there
	{Configuration, inMessage, "template: \"*is undefined|template*not found|template*does not exist|template*might not exist|find template|locate template|view [*not found|failed to resolve import|" +
		"class \"*not found|class '*not found|trait \"*not found|interface \"*not found", sure},

	// The database and its drivers.
	{Database, inMessage, "ole db provider|sqlstate|ora-|e11000|sqlcode|odbc", sure},
	{Database, inMessage, "relation*does not exist|column*does not exist|column*of relation|column*cannot be null|no such table|no such column|table*doesn't exist|unknown column|" +
		"unknown database|unknown table|invalid object name|invalid column name|duplicate entry|duplicate key|unique constraint|foreign key constraint|constraint failed|" +
		"not null constraint|not-null constraint|check constraint|violates|violation of primary key|violation of unique key|violation of foreign|conflicted with the|" +
		"database is locked|deadlock found|deadlock victim|matching query does not exist|no query results for|" +
		"deadlock detected|deadlocked on|lock wait timeout|could not serialize access|serialization failure|current transaction is aborted|" +
		"canceling statement|readonly database|read-only transaction|no rows in result set|no rows returned|record not found|commands out of sync|data too long for column|value too long for type|out of range value for|" +
		"string or binary data would be truncated|cannot insert|could not find stored procedure|the scalar variable|doesn't have a default value|null value in column|" +
		"invalid input syntax for|operator does not exist|prepared statement|could not find driver", sure},
	{Database, inMessage, "syntax error at or near|syntax error at end of input|incorrect syntax near|near \"*syntax error|" +
		"unrecognized token: |sql syntax|bad sql grammar|could not execute statement|could not execute query|could not extract resultset|" +
		"could not prepare statement|error executing ddl|unclosed quotation mark after|" +
		"failed to lazily initialize|could not initialize proxy", sure},
	{Database, inMessage, "access denied for user|password authentication failed|login failed for user|no pg_hba.conf entry|role \"*does not exist|" +
		"database \"*does not exist|cannot open database|permission denied for table|permission denied for relation|permission denied for schema|" +
		"permission denied for sequence|authentication plugin|command denied to user|must be owner of|noauth authentication|wrongpass|" +
		"not authorized on*to execute command", sure},
	{Database, inMessage, "too many clients|remaining connection slots|too many connections|max_user_connections|the database system is|terminating connection due to|" +
		"server closed the connection unexpectedly|connection terminated unexpectedly|communications link failure|mysql server has gone away|" +
		"lost connection to mysql|can't connect to mysql|can't connect to local mysql|host*is not allowed to connect to this|" +
		"could not connect to server|connection to server at|can't reach database server|unable to open database|could not open jdbc|" +
		"cannot acquire connection from data source|failed to obtain jdbc|unable to acquire jdbc|no suitable driver|communicating with database|returned from database|" +
		"unable to connect to database|database connection|failed to connect to database|connection to the database|could not connect to the database|" +
		"error occurred while establishing a connection to sql server|server selection timed out|server selection error|no primary available|" +
		"not master|not primary|writeconcern|cast to objectid|pool was cleared|" +
		"tns:|the network adapter could not establish|driver: bad connection|invalid connection|" +
		"sasl conversation error|failed sasl auth|mechanism \"scram-", sure},
	{Database, inMessage, "psycopg|pymysql|mysqldb|mysql.connector|sqlite3.|asyncpg|pq: |sql: |failed to connect to `|mongo: |redis: |redis server|redis connection|" +
		"redis is |connecting to redis|connecting to localhost:6379|wrongtype operation|oom command not allowed|misconf redis|readonly you can't write|moved*:6|moved*:7|crossslot|clusterdown|noscript|" +
		"er_|sqlite_|mongoservererror|prisma.|p1001|p1000|p1003|p1017|knex:|memcache|" +
		"could not find*with 'id'|jdbc|hibernate|cassandra|elasticsearch|opensearch|dynamodb|index_not_found_exception|search_phase_execution|msg*level*state|snowflake|bigquery|firestore", sure},
	{Database, inType, "db::|sql|psqlexception|postgres|pgerror|pg::|pgconn|mysql|maria|sqlite|mongo|bson|redis|jedis|lettuce|ioredis|cassandra|cql|neo4j|oracle|ora-|" +
		"npgsql|dbupdate|entityframework|entitycommand|entityexception|dbconnection|dbexception|dberror|databaseerror|databaseexception|dataaccess|dataintegrity|" +
		"datasource|duplicatekey|deadlock|cannotacquirelock|psycopg|asyncpg|aiomysql|pdoexception|queryexception|queryfailed|doctrine/dbal|doctrine/orm|" +
		"uniqueconstraint|foreignkeyconstraint|activerecord::|sequel::|sequelize|typeorm|prisma|knex|hibernate|jpa|persistenceexception|jdbc|jooq|" +
		"ecto.|postgrex|myxql|django.db|tortoise|peewee|mybatis|ibatis|entitynotfound|optimisticlock|cockroach|dynamo|provisionedthroughput|conditionalcheckfailed|snowflake|bigquery|memcache|couch|clickhouse|" +
		"influx|elasticsearch|opensearch|badsqlgrammar|canceledbyuser|transactionexception|emptyresultdataaccess|incorrectresultsize|integrityerror|programmingerror|operationalerror|" +
		"modelnotfoundexception|codeigniter/database|yii/db|rusqlite|diesel::|gorm.|cosmos|firestore|" +
		"parsing_exception|index_not_found|search_phase|named_object_not_found|mapper_parsing|x_content_parse|version_conflict|number_format_exception|datastax|stalestate|circuit_breaking|lazyinitialization|cannotcreatetransaction|cannotgetjdbc|connectiondone|objectnotfoundexception|undefinedtable|undefinedcolumn", sure},

	// An assertion says so by its type, whatever its message speaks of.
	{Assertion, inType, "assertion|assert|invariantviolat|unreachableexception", sure},

	// Out of memory.
	{OutOfMemory, inType, "outofmemory|memoryerror|nomemoryerror|bad_alloc|badalloc|insufficientmemory", sure},
	{OutOfMemory, inMessage, "out of memory|allowed memory size|java heap space|gc overhead limit|metaspace|cannot allocate memory|can't allocate memory|" +
		"failed to allocate|enomem|oomkilled|oom killed|memory allocation of|unable to allocate|array buffer allocation failed|direct buffer memory|" +
		"reached heap limit|requested array size exceeds|signal: killed|memory limit|insufficient memory|memory exhausted", sure},

	// Resources other than memory.
	{ResourceExhausted, inMessage, "emfile|enfile|enospc|edquot|eagain|no space left|not enough space on the disk|too many open files|quota exceeded|disk full|disk is full|" +
		"rejected from java.util.concurrent|maximum call stack|stack overflow|stack level too deep|maximum recursion depth|maximum function nesting level|too much recursion|" +
		"stack exceeds|resource temporarily unavailable|thread pool is exhausted|threadpool exhausted|queue is full|queue full|resource_exhausted|pthread_create|" +
		"resource exhausted|no more processes|cannot fork|fork: |eaddrinuse|address already in use|bulkhead|can't create thread|cannot create thread", sure},
	{ResourceExhausted, inType, "rejectedexecution|taskrejected|stackoverflow|recursionerror|systemstackerror|bulkheadfull|insufficientexecutionstack|resourceexhausted|queuefull|" +
		"errno::emfile|errno::enospc|diskfull", sure},

	// Nothing where something should be.
	{NullReference, inMessage, "cannot read propert*undefined|cannot read propert*null|cannot set propert*undefined|cannot set propert*null|" +
		"cannot destructure*undefined|cannot destructure*null|cannot convert undefined or null|undefined is not an object|null is not an object|" +
		"undefined is not iterable|null is not iterable|cannot return null for|is undefined|is null|before initialization|null cannot be cast|object null is not|undefined is not a function|cannot use 'in' operator*undefined|" +
		"null check operator|type 'null' is not|received undefined|received null|called on null|unexpectedly found nil", sure},
	{NullReference, inMessage, "nonetype' object|nonetype' and|and 'nonetype|argument of type 'nonetype|not nonetype|not 'nonetype|got nonetype|nonetype and|nonetype found|'nonetype'", sure},
	{NullReference, inMessage, "nil pointer dereference|nil map|nil dereference|invalid memory address|for nil|with nil failed|nil can't be coerced|no implicit conversion from nil|" +
		"nil into|of nil|a nil value|function nil.|got: nil|got nil|not found in: nil|nil assertion|" +
		"nil pointer evaluating|null' object reference", sure},
	{NullReference, inMessage, "because \"*is null|because the return value of*is null|on null|property \"*on null|property of non-object|" +
		"null given|null returned|of type null|null pointer|object reference not set|must not be null|may not be null|serialize a null|valuenotfound(|cannot be null|can't be null|nullable object must have a value|" +
		"was null|but got null|lateinit property|has not been initialized|must not be accessed before init", sure},
	{NullReference, inMessage, "option::unwrap()`|option::expect|on a `none` value|bad optional access|object variable or with block variable not set|an undefined value|use of uninitialized value|as an undefined|none.get|" +
		"no value present|fromjust", sure},
	{NullReference, inType, "nullpointer|nullreference|argumentnull|uninitializedproperty|npe|nullargument|nosuchelementexception: no value", sure},

	// Time ran out.
	{Timeout, inMessage, "read timed out|connect timed out|connection timed out|connect timeout|connection timeout|etimedout|esockettimedout|econnaborted|i/o timeout|read timeout|" +
		"socket timeout|response timeout|request timeout|timeout of|operation timed out|operation was timed out|timeout was reached|und_err_connect_timeout|" +
		"und_err_headers_timeout|und_err_body_timeout", transport},
	{Timeout, inMessage, "timed out|timedout|deadline exceeded|deadline_exceeded|deadlineexceeded|deadline has elapsed|timeout expired|timeout exceeded|maximum execution time|timeouterror|" +
		"a task was canceled|httpclient.timeout|exceeded the timeout|exceeded timeout|time limit exceeded|time out|execution expired|due to timeout|timeout after|gateway time-out|gateway timeout|" +
		"operation canceled|operation was canceled|no response within|no answer within|took too long|is timing out|timing out", transport},
	{Timeout, inType, "sockettimeout|connecttimeout|readtimeout|httptimeout|timeout|timedout|deadlineexceeded|timelimitexceeded|taskcanceled|opentimeout", transport},

	// Something that this process should have been given.
	{Configuration, inMessage, "environment variable|env var|as envvar|missing env|could not resolve placeholder|no qualifying bean|error creating bean|failed to configure a|" +
		"failed to bind properties|improperly configured|must set the|not configured|missing configuration|configuration missing|" +
		"missing required config|required configuration|invalid configuration|configuration error|no configuration|config file|configuration file|.env file|" +
		"missing api key|api key is not set|secretorprivatekey|missing credentials|could not load credentials|unable to locate credentials|unable to load*credentials|no credentials|" +
		"secret_key setting|secret_key must|secret_key is|application encryption key|app_key|connectionstring property|connection string*not|" +
		"unable to resolve service for type|no service for type|target class*does not exist|is not instantiable|no binding|is not set in|" +
		"required key*missing|required key not|config*not found|missing option|unable to find instance for|failed to lookup view|can't resolve dependencies|" +
		"config property|configuration section|configuration validation|config error|keystore was tampered|no section: |no section [|no option |related configuration data|failed to inject value|no bean of type|" +
		"validation error*settings|validation error*config|must be configured|" +
		"neither pub key nor priv key|decoder routines|pem routines|asn1", sure},
	{Configuration, inMessage, "no such file*/etc/|no such file*config|no such file*secret|no such file*.env|no such file*.toml|no such file*.pem|" +
		"etc/*no such file|config*no such file|secrets/*no such file|could not find file*config|could not find file*appsettings", sure},
	{Configuration, inMessage, "cannot find module|cannot find package|no module named|cannot import name|module not found|class not found|could not find class|cannot load such file|" +
		"err_module_not_found|can't locate*in @inc|module 'could not|could not load file or assembly|unable to load dll|could not load the|" +
		"executable file not found|failed opening required|failed to open stream: no such file|module*not found:|uninitialized constant", sure},
	{Configuration, inType, "unknowndependencies|undefineddependency|nosuchbean|unsatisfieddependency|beancreation|beandefinition|beanscreation|improperlyconfigured|configerror|" +
		"configexception|configuration|configvalidation|config.|missingenv|missingappkey|bindingresolution|nosuchproviderexception|modulenotfound|importerror|classnotfound|noclassdef|" +
		"unsatisfiedlink|nosuchmethoderror|nosuchfielderror|loaderror|missingconfig|templatenotfound|templatedoesnotexist|missingtemplate|missingtable|missingcontroller|missinghelper|missingcomponent|missingplugin|missingelement|missinglayout|nosection|nooption|unrecoverablekey|missingrequired|pluginnotfound|" +
		"optionsvalidation|dependencyinjection|servicenotfound|nocredentials|credentialsprovider|environmentvariable|envnotfound|enverror|missingkey|filesystemloader|invalidkeyspec|keystoreexception|pkeyerror|unsupportedclassversion", sure},

	// Not allowed.
	{Permission, inMessage, "eacces|eperm|erofs|permission denied|operation not permitted|access is denied|access denied|access to the path*is denied|accessdenied|" +
		"read-only file system|permission_denied|permissiondenied|insufficient permissions|insufficient privileges|not authorized to perform|unauthorizedoperation|" +
		"permission '*denied|denied on resource|does not have authorization|forbidden by|is forbidden: user|cannot get resource|cannot list resource|not writable|requires read access|requires write access|requires net access|requires env access|run again with the --allow|this action is unauthorized|does not have*access", sure},
	{Permission, inType, "accessdenied|permissionerror|permissiondenied|unauthorizedaccess|accesscontrol|securityexception|authorizationexception|insufficientauthentication|" +
		"insufficientprivilege|notpermitted|errno::eacces|errno::eperm|forbidden|pundit::notauthorized|authorizationerror|badcredentials", sure},

	// Code and templates that do not parse. SQL is above.
	{Syntax, inType, "templatesyntax|syntaxerrorexception|actionview::syntaxerror|liquid::syntaxerror|indentationerror|taberror|" +
		"parseerror|compileexception|compilationerror|compilationfailed|expressionparse|templateparse|templateinput|spelparse|patternsyntax|regexperror|re.error|twig/error", sure},
	{Syntax, inMessage, "syntax error, unexpected|invalid regular expression|error parsing regexp|unterminated string", sure},

	// Another service failed, or sent what it should not.
	{UpstreamService, inMessage, "unable to parse response|could not extract response|unexpected response|invalid response|bad response|malformed response|no suitable httpmessageconverter|" +
		"error decoding response body|unexpected content type|attempt to decode json|mimetype: text/html", sure},
	{UpstreamService, inMessage, "request failed with status|requested url returned error|response code 5|status code 5|status code: 5|status code 4|status code: 4|status 5|status 4|" +
		"answered with|answered 50|answered 40|responded with|responded 50|responded 40|returned 50|returned 40|returned status|replied with|non-2xx|non-200|bad status|" +
		"504 gateway|500 server error|429 too many|401 unauthorized|403 forbidden|404 not found|bad gateway|" +
		"server error for url|client error for url|server error: `|response status code does not indicate success|" +
		"remote server returned an error|unexpected status|unexpected http|http 5|http 4|rate limit exceeded|too many requests|throttl|rate exceeded|max retries exceeded|" +
		"an error occurred*when calling the|i/o error on|upstream connect error|no healthy upstream|service unavailable|" +
		"rpc error making call|no cluster leader|" +
		"rpc error: code = unavailable|unavailable: |code = internal|code = unknown|code = unauthenticated|unauthenticated: |circuitbreaker|circuit breaker", sure},
	{UpstreamService, inMessage, "fetch failed|failed to fetch|econnrefused|econnreset|enotfound|eai_again|epipe|ehostunreach|enetunreach|socket hang up|connection refused|connectionrefused|" +
		"actively refused it|connection reset|connection closed|connection aborted|broken pipe|remote end closed|closed by the remote|unexpected eof|unexpected end of file|" +
		"no such host|name or service not known|name does not resolve|temporary failure in name resolution|nodename nor servname|unknown host|" +
		"could not resolve host|no route to host|network is unreachable|network error|dns error|getaddrinfo|couldn't connect to server|error sending request|" +
		"failed to connect to|connection failed|could not connect|unable to connect to|no connection could be made|connection error|other side closed|tcp connect error|server closed|connect call failed|" +
		"cannot connect to host|broker not available|" +
		"nxdomain|connection to*refused|connect: connection|error trying to connect|und_err_socket|premature close|unable to read data from the transport", transport},
	{UpstreamService, inMessage, "x509:|certificate|pkix path|ssl connection|ssl handshake|handshake failure|tls handshake|ssl_connect|ssl routines|ssl: |self_signed_cert|" +
		"self-signed|err_tls|depth_zero|unable_to_verify|unable_to_get_issuer|handshake_failure|wrong version number|handshake failed", transport},
	{UpstreamService, inMessage, "curl error|stripe|twilio|openai|sendgrid|paypal|third-party|third party|upstream|remote service|external service|payment provider|payment gateway|elevenlabs|" +
		"kafka|rabbitmq|amqp|nats: |mqtt|access_refused|signaturedoesnotmatch|invalidaccesskeyid|expiredtoken|unrecognizedclient|security token|invalid_grant|invalid_client|auth_failure|invalid login: |" +
		"nosuchbucket|nosuchkey|slowdown", sure},
	{UpstreamService, inType, "axios|fetcherror|requests.|urllib3|urllib.error|urlerror|url.error|httpx|aiohttp|httpclient|httpserver|restclient|resourceaccess|feign|retrofit|okhttp|" +
		"webclientre|webserviceexception|webexception|httprequestexception|httprequesterror|clientrequest|responseerror|guzzlehttp|connectexception|connecterror|clientexception|clienterror|badresponse|" +
		"faraday|httparty|net::http|httperror|http::|excon|rest::|rest-client|statusruntime|statusexception|rpcexception|rpcerror|grpc|soapfault|sslerror|ssl.|" +
		"sslhandshake|sslexception|sslpeer|certificateerror|certpath|unknownhost|hostunreachable|noroutetohost|nohttpresponse|" +
		"connectionreset|connectionrefused|connectionaborted|connectionerror|brokenpipe|incompleteread|socketexception|socketerror|gaierror|" +
		"errno::econn|errno::ehost|eoferror|protocolexception|botocore|boto3|amazons3|amazonservice|awssdk|amazonaws|amazon.|sdkclientexception|s3exception|aws::|stripe|twilio|openai|" +
		"circuitopen|circuitbreaker|brokencircuit|callnotpermitted|serviceunavailable|badgateway|externalservice|upstream|mint.transport|mint.http|" +
		"finch.|tesla.|httpoison|reqwest|hyper|xmlhttp|apierror|apiexception|apiconnection|apistatus|ratelimit|throttling|" +
		"kafka|amqp|rabbit|bunny::|pika.|nats|jms|activemq|mqtt|smtp|mailexception|messagingexception|mailer|ldap|javax.naming|azure.|requestfailedexception|google.api|googleapi|gaxios|" +
		"oauth|sendgrid|paypal|" +
		"partner|provider|gateway|remote|integrationexception|signaturedoesnotmatch|invalidaccesskeyid|nosuchbucket|nosuchkey|expiredtoken|unrecognizedclient|authenticationfailed", transport},

	{UpstreamService, isForeign, "response|upstream|html>|text/html|doctype|partner|gateway|provider|remote|fetch|client|crawl|scrape|feed|reply", sure},

	{Database, isStore, "postgres|mysql|mariadb|mongodb|mongo:|mongo-|mongo.|redis:|redis-|redis.|redis |rediss:|valkey|memcached|cassandra|scylla|clickhouse|cockroach|neo4j|bolt:|elasticsearch|opensearch|couchdb|sqlserver|jdbc:", sure},

	// A text that is no JSON, XML, YAML.
	{Syntax, inMessage, "unexpected token*json|is not valid json|unexpected end of json|unexpected non-whitespace character after json|json.parse|expecting value: line|" +
		"invalid character*looking for|invalid character*after|unexpected end of input|unexpected end-of-input|cannot parse json|error parsing json|json parse error|invalid json|malformed json|" +
		"expected begin_object but was|expected begin_array but was|unrecognized character|cannot deserialize|unrecognized field|cannot construct instance|" +
		"unexpected token at|unexpected json token|unexpected char|is an invalid start of a|the input does not contain any json|unrecognized token|cannot unmarshal|" +
		"expected value at line|eof while parsing|invalid type: |missing field `|expecting property name|extra data: line|" +
		"expected property name|mapping values are not|did not find expected|" +
		"data at the root level|" +
		"matching end-tag|content is not allowed in |premature end of file", parsed},
	{Syntax, inType, "jsondecode|jsonparse|jsonexception|jsonprocessing|jsonmapping|malformedjson|jsonsyntax|jsonreader|jsonerror|json_error|json::|jsoneof|jason.|poison.|serde_json|json.|" +
		"mismatchedinput|missingfield|unrecognizedproperty|invalidformatexception|httpmessagenotreadable|jsondecoding|serializationexception|decodingexception|xmlparse|saxparse|xmlexception|xml.|expat|" +
		"scannererror|parsererror|yamlexception|yaml.|tomldecode|psych::|protobuf|invalidprotocolbuffer|dataconversion", parsed},

	// Of the wrong type, or not there by that name.
	{Assertion, anywhere, "assertionerror|assertionfailed|assertion failed|assertion `|assertion error|assertion violation|" +
		"expected values to be|assert_|invariant failed|invariant violat|check failed|requirement failed|failed requirement|entered unreachable code", sure},
	{Syntax, anywhere, "syntaxerror|syntax error|unexpected end of template|unable to compile class for jsp|compilation error|invalid or unexpected token|unexpected identifier|" +
		"cannot use import statement|template parse|template syntax|parse error|unexpected tag|unknown tag|unexpected end of file|freemarker template error", sure},
	{TypeError, inType, "typeerror|type_error|classcast|invalidcast|nomethoderror|attributeerror|unboundlocal|badmatch|badarg|badarith|badfun|badkey|case_clause|function_clause|if_clause|try_clause|referenceerror|nameerror|arraystore|typemismatch|methodtypeexception|badfunctionclause|" +
		"undefinedfunction|functionclause|missingmethod|missingproperty|typeassertion|runtimebinder|protocol.undefined|badarity|badmap|argumentcount|unknownproperty|unknownmethod|zerodivision|dividebyzero|divisionbyzero|arithmeticexception|frozenerror|unhandledmatch|" +
		"boundserror|undefvarerror|inexacterror|domainerror|divideerror", sure},
	{TypeError, inMessage, "bad argument|no method matching|required for key|missing value where|illegal base64|object '*' not found|non-numeric argument|subscript out of bounds|could not find function|division by zero|divide by zero|divided by zero|/ by zero|type error occurred|type mismatch|too few arguments|too many arguments|not enough arguments|unknown property|unknown method|keynotfound(|typemismatch(|is not a function|is not a constructor|is not iterable|is not defined|cannot be cast|unable to cast|interface conversion|has no attribute|undefined method|" +
		"undefined local variable|call to undefined|undefined variable|undefined property|undefined array key|undefined index|undefined offset|array to string conversion|" +
		"unsupported operand|no implicit conversion|must be of type|must be an instance of|wrong argument type|can't convert|is not a subtype of|no match of right hand side|case clause matching|" +
		"typeerror|wrong number of arguments|validation error for|validation errors for|can't locate object method|attempt to call a|attempt to perform arithmetic|attempt to concatenate|attempt to compare|bad argument #|" +
		"cannot convert*to|no function clause matching|protocol*not implemented for|downcast_ref|index out of range|index out of bounds|slice bounds out of range|out of bounds for|" +
		"non-numeric value|illegal string offset|cannot access offset|non-exhaustive|empty list|no enum constant|could not find a property named|could not be converted to|interpreted as a number|als zahl interpretiert|err_invalid_|" +
		"strconv.|invalid digit found|parseinterror|index too large|prelude.|invalid float literal|cannot parse integer|invalid literal for|could not convert string|values to unpack|invalid value for integer|invalid value for float|for input string|was not in a correct format|" +
		"invalid array length|invalid time value|argument out of range|badmatch|badarg|badarith|case_clause|function_clause|" +
		"parsefloaterror|cx_sy_zerodivide|can't evaluate field|can't give argument to non-function|can't call method/function|attempt to access", sure},

	// What is only spoken of; see spoken.
	{Database, inMessage, "database|db shards|postgres|mysql|mariadb|mongodb|redis|sqlite|clickhouse", sure},
	{Timeout, inMessage, "timeout", sure},
	{UpstreamService, inMessage, "authentication fail|failed to authenticate|invalid credentials|unauthorized|authorization violation|not authorized|invalid api key|invalid token|broker|webhook|ldap|smtp|" +
		"https://* 50|https://* 40|https://* 429|http://* 50|http://* 40|remote host|remote server", sure},
	{Configuration, inMessage, "config: |must be set", sure},
	{TypeError, inType, "indexerror|indexoutof|outofbounds|outofrange|keyerror|keynotfound|matcherror|caseclause|numberformat|formatexception|valueerror|argumenterror|argumentexception|" +
		"illegalargument|invalidargument|inputmismatch|datetimeparse|dateparse|nosuchelement|nowhenbranch|unicodedecode|unicodeencode|overflowexception|" +
		"unexpectedvalue|lookuperror|parseint|decimal.|out_of_range|invalid_argument|length_error|bad_cast|bad_variant", weak},
	{TypeError, inMessage, "key not found|no such key|missing key|not found in: |conversionsyntax|out of range|no elements|invalid date|invalid value|invalid type", weak},

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
