"""What leaves a case: a report with its pictures, clips and tables, and its verification."""
