package dev.kith.crm.http.pages;

/** One of several things that a form offers. */
public record Choice(String value, String label, boolean selected) {}
