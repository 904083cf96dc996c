//! Floor 4: judgement as a pure function: bundle, trust anchors, moment → report.
