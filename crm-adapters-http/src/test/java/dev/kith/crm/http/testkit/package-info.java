/**
 * What tests over HTTP share: a server on a free port and a client that checks what it is answered.
 */
@NullMarked
package dev.kith.crm.http.testkit;

import org.jspecify.annotations.NullMarked;
