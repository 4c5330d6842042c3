"""What is looked up: the dated reference tables, rates of the National Bank, answers of outside registers."""
