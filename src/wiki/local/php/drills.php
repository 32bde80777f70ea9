<?php
// The rules of drills.json and one call in; the fault whose turn it is happens, in this call alone.

/** Draw this call's fault. True: the call is answered already. */
function familyDrill( string $wiki ): bool {
	$rule = familyDraw( $wiki, http_build_query( $_GET + $_POST ) );
	if ( $rule === null ) {
		return false;
	}
	define( 'FAMILY_DRILL', $rule ); // lag and readonly are up to the settings
	switch ( $rule['kind'] ) {
		case 'status':
			http_response_code( $rule['status'] );
			header( 'Content-Type: text/plain' );
			if ( $rule['retry_after'] !== '' ) {
				header( "Retry-After: {$rule['retry_after']}" );
			}
			echo "drill\n";
			return true;
		case 'silence': // the answer comes too late, yet what was asked for is done
			usleep( (int)( $rule['seconds'] * 1e6 ) );
			return false;
		case 'cut': // fewer bytes than were announced
		case 'garble': // half an answer that calls itself whole
			ob_start( static function ( $answer ) use ( $rule ) {
				$half = substr( $answer, 0, intdiv( strlen( $answer ), 2 ) );
				header( 'Content-Length: ' . strlen( $rule['kind'] === 'cut' ? $answer : $half ) );
				return $half;
			} );
			return false;
		case 'signed_out': // the wiki forgot who asks
			$_COOKIE = [];
			unset( $_SERVER['HTTP_COOKIE'] );
			return false;
	}
	return false;
}

/** Count this call for each rule, and give the first rule whose turn it is. */
function familyDraw( string $wiki, string $asked ): ?array {
	$book = fopen( "$wiki/drills.count", 'c+' );
	flock( $book, LOCK_EX );
	$rules = json_decode( (string)@file_get_contents( "$wiki/drills.json" ), true ) ?? [];
	$counts = json_decode( stream_get_contents( $book ), true ) ?? [];
	$found = null;
	foreach ( $rules as $at => $rule ) {
		if ( $rule['match'] !== '' && strpos( $asked, $rule['match'] ) === false ) {
			continue;
		}
		[ $met, $done ] = $counts[$at] ?? [ 0, 0 ];
		$turn = $met - $rule['after'];
		$isDue = $found === null && $turn >= 0 && $turn % $rule['every'] === 0 && $done < $rule['times'];
		$counts[$at] = [ $met + 1, $done + ( $isDue ? 1 : 0 ) ];
		$found = $isDue ? $rule : $found;
	}
	ftruncate( $book, 0 );
	rewind( $book );
	fwrite( $book, json_encode( $counts, JSON_FORCE_OBJECT ) );
	if ( $found !== null ) {
		file_put_contents( "$wiki/drills.log", "{$found['kind']}\n", FILE_APPEND );
	}
	fclose( $book );
	return $found;
}
