"""Characters: sentences, words, folding, clitics, morphology. Whatever changes text keeps an offset map."""
