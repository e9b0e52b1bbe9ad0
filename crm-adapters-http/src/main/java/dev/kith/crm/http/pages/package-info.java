/**
 * What all web pages share: the frame with its navigation, the words for what people read, notices
 * after a redirect, and the assets that browsers load.
 *
 * <p>Shape: Read. Events: none. Neighbours: every package of pages uses it; it uses none of them.
 * Templates stand in {@code src/main/jte}, in a folder per feature, and are compiled into that
 * feature's package: models of pages need not be public.
 */
@NullMarked
package dev.kith.crm.http.pages;

import org.jspecify.annotations.NullMarked;
