package dev.kith.crm.http.pages;

import java.util.UUID;

/** Somebody who can be chosen in a form. */
public record Person(UUID id, String name) {}
