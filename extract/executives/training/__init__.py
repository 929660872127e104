"""How the weights of the rankings are fitted, from articles with gold rows beside them. No part of extraction."""
