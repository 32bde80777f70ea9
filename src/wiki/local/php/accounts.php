<?php
// Lines of JSON (name, password, groups, app, secret) in; those accounts with a bot password each on this wiki out.
require_once getenv( 'FAMILY_CODE' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;

class FamilyAccounts extends Maintenance {
	/** Make or mend every account; a name or password that MediaWiki refuses ends the script with its reason. */
	public function execute() {
		$database = $this->getDB( DB_PRIMARY );
		$this->beginTransaction( $database, __METHOD__ );
		while ( ( $line = fgets( STDIN ) ) !== false ) {
			$wanted = json_decode( $line, true, 8, JSON_THROW_ON_ERROR );
			$this->botPassword( $this->account( $wanted ), $wanted );
		}
		$this->commitTransaction( $database, __METHOD__ );
	}

	private function account( array $wanted ): User {
		$user = User::newFromName( $wanted['name'], 'creatable' );
		if ( !$user ) {
			$this->fatalError( "{$wanted['name']}: this name cannot be an account" );
		}
		$validity = $user->checkPasswordValidity( $wanted['password'] );
		if ( !$validity->isGood() ) {
			$this->fatalError( "{$wanted['name']}: " . $validity->getWikiText( false, false, 'en' ) );
		}
		if ( !$user->isRegistered() ) {
			$user->addToDatabase();
			SiteStatsUpdate::factory( [ 'users' => 1 ] )->doUpdate();
		}
		$status = $user->changeAuthenticationData(
			[ 'username' => $user->getName(), 'password' => $wanted['password'], 'retype' => $wanted['password'] ]
		);
		if ( !$status->isGood() ) {
			$this->fatalError( "{$wanted['name']}: " . $status->getWikiText( false, false, 'en' ) );
		}
		$groups = MediaWikiServices::getInstance()->getUserGroupManager();
		foreach ( $wanted['groups'] as $group ) {
			$groups->addUserToGroup( $user, $group );
		}
		return $user;
	}

	private function botPassword( User $user, array $wanted ): void {
		$services = MediaWikiServices::getInstance();
		$kept = BotPassword::newFromUser( $user, $wanted['app'], BotPassword::READ_LATEST );
		$bot = BotPassword::newUnsaved(
			[ 'user' => $user, 'appId' => $wanted['app'], 'grants' => $services->getGrantsInfo()->getValidGrants() ]
		);
		$status = $bot->save( $kept ? 'update' : 'insert', $services->getPasswordFactory()->newFromPlaintext( $wanted['secret'] ) );
		if ( !$status->isGood() ) {
			$this->fatalError( "{$wanted['name']}: " . $status->getWikiText( false, false, 'en' ) );
		}
	}
}

$maintClass = FamilyAccounts::class;
require_once RUN_MAINTENANCE_IF_MAIN;
