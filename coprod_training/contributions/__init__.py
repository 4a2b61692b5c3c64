"""What contributors agreed to, and what that allows: records, stages, reviews, private stores."""
