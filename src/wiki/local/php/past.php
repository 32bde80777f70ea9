<?php
// Lines of JSON, a past edit each, oldest first, in; those revisions, in one transaction, out with their numbers.
require_once getenv( 'FAMILY_CODE' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\MutableRevisionRecord;
use MediaWiki\Revision\SlotRecord;

class FamilyPast extends Maintenance {
	/** @var array<string,array{WikiPage,?int,int,MediaWiki\Revision\RevisionRecord}> page, number of revisions, the last */
	private $pages = [];
	/** @var array<string,User> */
	private $users = [];

	/** Insert every revision by MediaWiki's own store, then bring pages, counts, links and recent changes up to date. */
	public function execute() {
		$services = MediaWikiServices::getInstance();
		$store = $services->getRevisionStore();
		$database = $this->getDB( DB_PRIMARY );
		$this->beginTransaction( $database, __METHOD__ );
		while ( ( $line = fgets( STDIN ) ) !== false ) {
			$edit = json_decode( $line, true, 8, JSON_THROW_ON_ERROR );
			[ $page, $count, $last ] = $this->pages[$edit['title']] ?? $this->page( $edit['title'], $database );
			$rev = new MutableRevisionRecord( $page->getTitle() );
			$rev->setPageId( $page->getId() );
			$rev->setParentId( $last ? $last->getId() : 0 );
			$rev->setUser( $this->user( $edit['by'] ) );
			$rev->setTimestamp( $edit['at'] );
			$rev->setComment( CommentStoreComment::newUnsavedComment( $edit['summary'] ) );
			$rev->setMinorEdit( $edit['minor'] );
			$rev->setContent( SlotRecord::MAIN, new WikitextContent( $edit['text'] ) );
			$kept = $store->insertRevisionOn( $rev, $database );
			$this->pages[$edit['title']] = [ $page, $count + 1, $kept ];
			$this->output( "{$kept->getId()}\n" );
		}
		foreach ( $this->pages as [ $page, $count, $last ] ) {
			$page->updateRevisionOn( $database, $last, $count === 1 ? 0 : null );
		}
		$this->commitTransaction( $database, __METHOD__ );
		foreach ( array_keys( $this->pages ) as $name ) {
			$page = $services->getWikiPageFactory()->newFromTitle( Title::newFromTextThrow( $name ) );
			$page->doSecondaryDataUpdates( [ 'recursive' => false ] );
			DeferredUpdates::doUpdates();
		}
	}

	private function page( string $name, $database ): array {
		$title = Title::newFromTextThrow( $name );
		$page = MediaWikiServices::getInstance()->getWikiPageFactory()->newFromTitle( $title );
		if ( $page->exists() ) {
			return [ $page, 2, $page->getRevisionRecord() ];
		}
		$page->insertOn( $database );
		return [ $page, 0, null ];
	}

	private function user( string $name ): User {
		if ( !isset( $this->users[$name] ) ) {
			$this->users[$name] = User::newFromName( $name );
			if ( !$this->users[$name] || !$this->users[$name]->isRegistered() ) {
				$this->fatalError( "there is no account $name" );
			}
		}
		return $this->users[$name];
	}
}

$maintClass = FamilyPast::class;
require_once RUN_MAINTENANCE_IF_MAIN;
