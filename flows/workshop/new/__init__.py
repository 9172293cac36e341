"""Begins new flows, questions, answers and clinics, in the shape that the check asks for."""
