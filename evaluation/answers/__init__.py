"""Whole answers: plays questions and dialogues, and makes a page to grade the answers on."""
