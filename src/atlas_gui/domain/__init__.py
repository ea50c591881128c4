"""What Atlas knows, as immutable values: no Qt, no input or output."""
