"""An open wiki and a text or a file flow in; a revision or a file on that wiki, made once, flows out."""
