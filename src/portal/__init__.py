"""The portal: citizens stand behind one courteous letter per target; looks, letters and replies flow through."""
