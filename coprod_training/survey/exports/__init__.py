"""The dataset in other forms, each made from the built package and from nothing else."""
