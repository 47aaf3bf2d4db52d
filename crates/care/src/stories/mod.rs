//! Stories: sequences of acts shared by tests and the demonstration world.
