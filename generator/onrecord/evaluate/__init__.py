"""How good a system is: its quotes held against what people annotated.

gold        what people annotated, from any of the formats that a reader knows
systems     what is held against it: the rules, a dataset, or anybody's predictions
judge       the two brought together, quote by quote: found or missed, right or wrong
scores      counts of that, each score under a named criterion; ``signature`` says what was measured by what
breakdown   the same by rule, by type, by form of source, by kind of speaker, by stratum
mistakes    what went wrong, to read
comparison  two systems, with a confidence interval
calibration how often each pair of rules is right: what a record publishes as ``confidence``

A criterion is a file: ``units`` (what counts as one quote), ``matching`` (when a quote is found), ``source`` (when a
mention is the right one), ``names`` (when a speaker or a date is).
"""
