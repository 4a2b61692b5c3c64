"""How far learners are: xAPI statements, and the rule for having completed the course."""
