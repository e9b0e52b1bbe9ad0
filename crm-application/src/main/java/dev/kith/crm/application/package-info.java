/**
 * The front door of the CRM: {@link dev.kith.crm.application.Crm} gives the ports of all features,
 * for one actor at a time, over a {@link dev.kith.crm.application.Storage}.
 */
@NullMarked
package dev.kith.crm.application;

import org.jspecify.annotations.NullMarked;
