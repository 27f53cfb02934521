"""Tables, repositories, the rule book, evidence tickets."""
