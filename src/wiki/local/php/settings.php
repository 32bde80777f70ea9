<?php
// family.json and the name of this file's folder in; the settings of one wiki of the family out.
if ( !defined( 'MEDIAWIKI' ) ) {
	exit( 1 );
}
$familyWiki = dirname( MW_CONFIG_FILE );
$familyKey = basename( $familyWiki );
$family = json_decode( file_get_contents( dirname( $familyWiki ) . '/family.json' ), true, 16, JSON_THROW_ON_ERROR );

$wgSitename = $family['wikis'][$familyKey]['title'];
$wgMetaNamespace = 'Project';
$wgLanguageCode = $family['wikis'][$familyKey]['lang'];
$wgServer = "http://{$family['host']}:{$family['wikis'][$familyKey]['port']}";
$wgScriptPath = '/w';
$wgResourceBasePath = '/w';
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;
$wgLogos = false;
$wgSecretKey = $family['secret_key'];
$wgUpgradeKey = $family['upgrade_key'];
$wgAuthenticationTokenVersion = '1';

// The database. What is kept for a while, and what waits to be done, lies in files of its own: SQLite has one writer a file.
$familyFile = static fn ( $name ) => [
	'type' => 'sqlite', 'dbname' => $name, 'tablePrefix' => '', 'variables' => [ 'synchronous' => 'NORMAL' ],
	'dbDirectory' => "$familyWiki/data", 'trxMode' => 'IMMEDIATE', 'flags' => 0,
];
$wgDBtype = 'sqlite';
$wgDBserver = '';
$wgDBuser = '';
$wgDBpassword = '';
$wgDBname = $familyKey;
$wgSQLiteDataDir = "$familyWiki/data";
$wgObjectCaches[CACHE_DB] = [
	'class' => SqlBagOStuff::class, 'loggroup' => 'SQLBagOStuff', 'server' => $familyFile( 'wikicache' ), 'purgePeriod' => 0,
];
$wgObjectCaches['db-replicated'] = [
	'factory' => 'Wikimedia\ObjectFactory\ObjectFactory::getObjectFromSpec',
	'args' => [ [ 'factory' => 'ObjectCache::getInstance', 'args' => [ CACHE_DB ] ] ],
];
$wgJobTypeConf['default'] = [
	'class' => JobQueueDB::class, 'claimTTL' => 3600, 'server' => $familyFile( "{$familyKey}_jobqueue" ),
];
$wgResourceLoaderUseObjectCacheForDeps = true;
// All that is kept lies in these files and nothing in a process, so that scripts, servers and snapshots agree at once.
$wgMainCacheType = $wgSessionCacheType = $wgParserCacheType = $wgMessageCacheType = CACHE_DB;
$wgCacheDirectory = dirname( $familyWiki ) . '/cache';
$wgLocalisationCacheConf['store'] = 'array';
$wgLocalisationCacheConf['storeDirectory'] = "$wgCacheDirectory/languages";
$wgJobRunRate = 0;
$wgPhpCli = false;
$wgPingback = false;
$wgEnableEmail = false;

// Accounts are made by the family alone; nobody writes without one.
$wgGroupPermissions['*']['createaccount'] = false;
$wgGroupPermissions['*']['edit'] = false;
$wgGroupPermissions['sysop']['createaccount'] = true;
$wgGroupPermissions['user']['upload'] = true;
$wgGroupPermissions['sysop']['import'] = $wgGroupPermissions['sysop']['importupload'] = true;
$wgGroupPermissions['suppress']['suppressrevision'] = true;
$wgAutoConfirmAge = $wgAutoConfirmCount = 0;
$wgEnableBotPasswords = true;
$wgPasswordPolicy['policies']['default']['MinimalPasswordLength'] = 8;
$wgGrantPermissions['import'] = [ 'import' => true, 'importupload' => true ];
if ( $family['cheap_passwords'] ) {
	$wgPasswordConfig['pbkdf2']['cost'] = 1;
	$wgPasswordAttemptThrottle = [];
}
// A class sits behind one address, and its rehearsal must not be slowed down.
$wgRateLimits = [];
$wgAccountCreationThrottle = [ [ 'count' => 0, 'seconds' => 86400 ] ];
// What was done weeks ago by a script belongs to the recent changes as well.
$wgRCMaxAge = 10 * 365 * 86400;
$wgShowExceptionDetails = $family['host'] === '127.0.0.1';

// Files and pictures.
$wgEnableUploads = true;
$wgUploadDirectory = "$familyWiki/images";
$wgUploadPath = '/w/images';
$wgFileExtensions = [ 'png', 'gif', 'jpg', 'jpeg', 'webp', 'svg', 'tif', 'tiff', 'pdf', 'ogg', 'ogv', 'oga', 'webm', 'wav' ];
$wgMaxUploadSize = 100 * 1024 * 1024;
$wgUseImageMagick = true;
$wgSVGConverter = 'rsvg';
$wgGenerateThumbnailOnParse = false;
$wgMaxShellMemory = 1024 * 1024;
$wgShellLocale = 'C.UTF-8';
$wgDiff3 = '/usr/bin/diff3';

// The family: each wiki links to each other one, and the one named commons lends its files.
$wgInterwikiCache = [];
foreach ( $family['wikis'] as $familyName => $familyOther ) {
	$familyAddress = "http://{$family['host']}:{$familyOther['port']}";
	if ( $familyName === $familyKey ) {
		continue;
	}
	$wgInterwikiCache["__global:$familyName"] = "1 $familyAddress/wiki/\$1";
	$wgInterwikiCache['__list:__global'] = trim( ( $wgInterwikiCache['__list:__global'] ?? '' ) . " $familyName" );
	$wgImportSources[] = $familyName;
	if ( $familyName === 'commons' ) {
		$wgForeignFileRepos[] = [
			'class' => ForeignAPIRepo::class, 'name' => 'commons', 'apibase' => "$familyAddress/w/api.php",
			'hashLevels' => 2, 'fetchDescription' => true, 'descriptionCacheExpiry' => 60, 'apiThumbCacheExpiry' => 0,
		];
	}
}

wfLoadSkin( 'Vector' );
$wgDefaultSkin = 'vector';
foreach ( $family['extensions'] as $familyExtension ) {
	wfLoadExtension( $familyExtension );
}
$wgPageImagesNamespaces = [ NS_MAIN ];
$wgPageImagesLeadSectionOnly = false;
$wgPageImagesAPIDefaultLicense = 'any';
$wgScribuntoDefaultEngine = 'luastandalone';
$wgScribuntoEngineConf['luastandalone']['luaPath'] = '/usr/bin/lua5.1';

// A fault that the front door drew for this request (see drills.php).
if ( defined( 'FAMILY_DRILL' ) && FAMILY_DRILL['kind'] === 'readonly' ) {
	$wgReadOnly = 'drill';
} elseif ( defined( 'FAMILY_DRILL' ) && FAMILY_DRILL['kind'] === 'lag' ) {
	$wgHooks['ApiMaxLagInfo'][] = static function ( &$info ) {
		$info = [ 'host' => 'replica', 'lag' => (float)FAMILY_DRILL['seconds'], 'type' => 'db' ];
	};
}
if ( is_file( "$familyWiki/more.php" ) ) {
	require "$familyWiki/more.php";
}
