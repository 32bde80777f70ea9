<?php
// One request to PHP's own web server in; the entry point of MediaWiki, a file, or a drilled fault out.
$familyWiki = dirname( getenv( 'MW_CONFIG_FILE' ) );
$familyCode = getenv( 'FAMILY_CODE' );
$familyPath = rawurldecode( (string)parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$familyEntry = null;

if ( $familyPath === '/w/mark' ) { // whose server answers here, for the one who started it
	header( 'Content-Type: text/plain' );
	echo getenv( 'FAMILY_MARK' );
	return true;
} elseif ( preg_match( '#^/w/(api|index|load|rest|opensearch_desc)\.php(/.*)?$#', $familyPath, $familyParts ) ) {
	$familyEntry = $familyParts[1];
	if ( isset( $familyParts[2] ) ) {
		$_SERVER['PATH_INFO'] = $familyParts[2];
	}
} elseif ( $familyPath === '/' || preg_match( '#^/wiki(/|$)#', $familyPath ) ) {
	$familyEntry = 'index';
} elseif ( preg_match( '#^/w/images/thumb/#', $familyPath ) && !is_file( $familyWiki . substr( $familyPath, 2 ) ) ) {
	$familyEntry = 'thumb_handler'; // scaled when it is first asked for
}

if ( in_array( $familyEntry, [ 'api', 'rest' ] ) && is_file( "$familyWiki/drills.json" ) ) {
	require __DIR__ . '/drills.php';
	if ( familyDrill( $familyWiki ) ) {
		return true;
	}
}
if ( $familyEntry !== null ) {
	$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/w/$familyEntry.php";
	$_SERVER['SCRIPT_FILENAME'] = "$familyCode/$familyEntry.php";
	chdir( $familyCode );
	require "$familyCode/$familyEntry.php";
	return true;
}

$familyFile = null;
if ( !preg_match( '#(^|/)\.|\0|\.php$#i', $familyPath ) ) {
	if ( preg_match( '#^/w/images/(?!(deleted|temp|lockdir)/)#', $familyPath ) ) {
		$familyFile = $familyWiki . substr( $familyPath, 2 );
	} elseif ( preg_match( '#^/w/(resources|skins|extensions)/.+\.(css|js|svg|png|gif|jpe?g|webp|cur|woff2?|json|less)$#', $familyPath ) ) {
		$familyFile = $familyCode . substr( $familyPath, 2 );
	}
}
if ( $familyFile === null || !is_file( $familyFile ) ) {
	http_response_code( 404 );
	header( 'Content-Type: text/plain' );
	echo "not found\n";
	return true;
}
$familyTypes = [
	'css' => 'text/css', 'js' => 'text/javascript', 'json' => 'application/json', 'svg' => 'image/svg+xml', 'png' => 'image/png',
	'gif' => 'image/gif', 'jpg' => 'image/jpeg', 'jpeg' => 'image/jpeg', 'webp' => 'image/webp', 'webm' => 'video/webm',
	'ogv' => 'video/ogg', 'ogg' => 'audio/ogg', 'oga' => 'audio/ogg', 'wav' => 'audio/wav', 'pdf' => 'application/pdf',
];
header( 'Content-Type: ' . ( $familyTypes[strtolower( pathinfo( $familyFile, PATHINFO_EXTENSION ) )] ?? 'application/octet-stream' ) );
header( 'Content-Length: ' . filesize( $familyFile ) );
header( 'X-Content-Type-Options: nosniff' );
if ( strpos( $familyPath, '/w/images/' ) === 0 ) { // what somebody uploaded runs nothing
	header( "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox" );
}
readfile( $familyFile );
return true;
