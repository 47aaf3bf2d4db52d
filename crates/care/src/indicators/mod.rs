//! Indicators: figures of a programme for a period, from facts only.
