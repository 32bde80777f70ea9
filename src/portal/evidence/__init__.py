"""What citizens report in; what a second person confirmed, with its proof, out."""
