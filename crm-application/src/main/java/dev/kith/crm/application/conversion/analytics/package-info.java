/**
 * How leads become customers: how many, how soon, by what, and what kept others from it.
 *
 * <p>Shape: Read. Neighbours: conversion, automation (which rules), and through the figures leads,
 * opportunities and batches.
 */
@NullMarked
package dev.kith.crm.application.conversion.analytics;

import org.jspecify.annotations.NullMarked;
