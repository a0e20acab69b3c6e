"""The pages of prestatieafspraken."""
