<?php
// Lines of JSON, a deed each, in; what MediaWiki itself did, each at the moment the deed names, out as lines of JSON.
require_once getenv( 'FAMILY_CODE' ) . '/maintenance/Maintenance.php';

use MediaWiki\Extension\Renameuser\RenameuserSQL;
use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\RevisionRecord;
use MediaWiki\Revision\SlotRecord;
use Wikimedia\Timestamp\ConvertibleTimestamp;

class FamilyDeeds extends Maintenance {
	/** Do one deed after the other; the first that MediaWiki refuses ends the script with its reason. */
	public function execute() {
		for ( $number = 1; ( $line = fgets( STDIN ) ) !== false; $number++ ) {
			$deed = json_decode( $line, true, 8, JSON_THROW_ON_ERROR );
			ConvertibleTimestamp::setFakeTime( $deed['at'] ?: false );
			Title::clearCaches();
			MediaWikiServices::getInstance()->getLinkCache()->clear();
			$method = "do{$deed['do']}";
			try {
				$done = $this->$method( $deed );
				DeferredUpdates::doUpdates();
			} catch ( Exception $problem ) {
				$this->fatalError( "deed $number ({$deed['do']} {$deed['title']}): {$problem->getMessage()}" );
			}
			$this->output( json_encode( $done ) . "\n" );
		}
		ConvertibleTimestamp::setFakeTime( false );
	}

	private function doEdit( array $deed ): array {
		$page = $this->page( $deed['title'] );
		$user = $this->user( $deed['by'] );
		$updater = $page->newPageUpdater( $user );
		$updater->setRcPatrolStatus( $user->isAllowed( 'autopatrol' ) ? RecentChange::PRC_AUTOPATROLLED : RecentChange::PRC_UNPATROLLED );
		$updater->setContent( SlotRecord::MAIN, ContentHandler::makeContent( $deed['text'], $page->getTitle() ) );
		$updater->addTags( $deed['tags'] );
		$flags = ( $deed['minor'] ? EDIT_MINOR : 0 ) | ( $deed['bot'] ? EDIT_FORCE_BOT : 0 );
		$rev = $updater->saveRevision( CommentStoreComment::newUnsavedComment( $deed['summary'] ), $flags );
		$this->demand( $updater->getStatus() );
		return [ 'rev' => $rev ? $rev->getId() : null, 'page' => $page->getId() ];
	}

	private function doRollback( array $deed ): array {
		$last = $this->page( $deed['title'] )->getRevisionRecord()->getUser( RevisionRecord::RAW );
		$rollback = MediaWikiServices::getInstance()->getRollbackPageFactory()
			->newRollbackPage( $this->page( $deed['title'] ), $this->user( $deed['by'] ), $last );
		$status = $rollback->setSummary( $deed['summary'] )->rollback();
		$this->demand( $status );
		return [ 'rev' => $status->getValue()['newid'], 'page' => $this->page( $deed['title'] )->getId() ];
	}

	private function doMove( array $deed ): array {
		$move = MediaWikiServices::getInstance()->getMovePageFactory()
			->newMovePage( $this->title( $deed['title'] ), $this->title( $deed['to'] ) );
		$this->demand( $move->move( $this->user( $deed['by'] ), $deed['summary'], $deed['redirect'] ) );
		$page = $this->page( $deed['to'] );
		return [ 'rev' => $page->getLatest(), 'page' => $page->getId() ];
	}

	private function doDelete( array $deed ): array {
		$page = $this->page( $deed['title'] );
		$services = MediaWikiServices::getInstance();
		$found = [ 'rev' => $page->getLatest(), 'page' => $page->getId() ];
		if ( $page->getTitle()->getNamespace() === NS_FILE ) {
			$file = $services->getRepoGroup()->getLocalRepo()->newFile( $page->getTitle() );
			$oldimage = '';
			$user = $this->user( $deed['by'] );
			$this->demand( FileDeleteForm::doDelete( $page->getTitle(), $file, $oldimage, $deed['summary'], false, $user ) );
		} else {
			$delete = $services->getDeletePageFactory()->newDeletePage( $page, $this->user( $deed['by'] ) );
			$this->demand( $delete->forceImmediate( true )->deleteUnsafe( $deed['summary'] ) );
		}
		return $found;
	}

	private function doUndelete( array $deed ): array {
		$undelete = MediaWikiServices::getInstance()->getUndeletePageFactory()
			->newUndeletePage( $this->page( $deed['title'] ), $this->user( $deed['by'] ) );
		$this->demand( $undelete->undeleteUnsafe( $deed['summary'] ) );
		$page = $this->page( $deed['title'] );
		return [ 'rev' => $page->getLatest(), 'page' => $page->getId() ];
	}

	private function doHide( array $deed ): array {
		$context = new DerivativeContext( RequestContext::getMain() );
		$context->setUser( $this->user( $deed['by'] ) );
		$parts = [
			'text' => RevisionRecord::DELETED_TEXT, 'comment' => RevisionRecord::DELETED_COMMENT,
			'user' => RevisionRecord::DELETED_USER, 'restricted' => RevisionRecord::DELETED_RESTRICTED,
		];
		$bits = [];
		foreach ( $parts as $part => $bit ) {
			$bits[$bit] = in_array( $part, $deed['hide'] ) ? 1 : 0;
		}
		$list = RevisionDeleter::createList( 'revision', $context, $this->title( $deed['title'] ), $deed['revs'] );
		$this->demand( $list->setVisibility( [ 'value' => $bits, 'comment' => $deed['summary'] ] ) );
		return [ 'rev' => null, 'page' => $this->page( $deed['title'] )->getId() ];
	}

	private function doRename( array $deed ): array {
		$user = $this->user( $deed['title'] );
		$rename = new RenameuserSQL(
			$user->getName(), $deed['to'], $user->getId(), $this->user( $deed['by'] ), [ 'reason' => $deed['summary'] ]
		);
		if ( !$rename->rename() ) {
			throw new RuntimeException( 'the account could not be renamed' );
		}
		return [ 'rev' => null, 'page' => null ];
	}

	private function doBlock( array $deed ): array {
		$block = MediaWikiServices::getInstance()->getBlockUserFactory()
			->newBlockUser( $this->user( $deed['title'] ), $this->user( $deed['by'] ), 'infinity', $deed['summary'] );
		$this->demand( $block->placeBlockUnsafe() );
		return [ 'rev' => null, 'page' => null ];
	}

	private function doUpload( array $deed ): array {
		$title = $this->title( $deed['title'] );
		$file = MediaWikiServices::getInstance()->getRepoGroup()->getLocalRepo()->newFile( $title );
		$user = $this->user( $deed['by'] );
		$this->demand( $file->upload( $deed['to'], $deed['summary'], $deed['text'], 0, false, false, $user, $deed['tags'] ) );
		DeferredUpdates::doUpdates();
		$page = $this->page( $deed['title'] );
		return [ 'rev' => $page->getLatest(), 'page' => $page->getId() ];
	}

	private function title( string $name ): Title {
		return Title::newFromTextThrow( $name );
	}

	private function page( string $name ): WikiPage {
		$page = MediaWikiServices::getInstance()->getWikiPageFactory()->newFromTitle( $this->title( $name ) );
		$page->loadPageData( WikiPage::READ_LATEST );
		return $page;
	}

	private function user( string $name ): User {
		$user = User::newFromName( $name );
		if ( !$user || !$user->isRegistered() ) {
			throw new RuntimeException( "there is no account $name" );
		}
		return $user;
	}

	private function demand( StatusValue $status ): void {
		if ( !$status->isOK() ) {
			throw new RuntimeException( Status::wrap( $status )->getWikiText( false, false, 'en' ) );
		}
	}
}

$maintClass = FamilyDeeds::class;
require_once RUN_MAINTENANCE_IF_MAIN;
