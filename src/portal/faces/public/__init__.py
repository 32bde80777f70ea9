"""What anybody reads: home, targets, their proof and their stories."""
