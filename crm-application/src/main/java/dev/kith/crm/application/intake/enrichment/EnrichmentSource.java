package dev.kith.crm.application.intake.enrichment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Driven port: knows something about leads, or asks somebody who does. It need neither remember
 * answers nor guard itself: whoever hangs, fails or floods is cut off, left alone for a while and
 * asked again.
 */
public interface EnrichmentSource extends AutoCloseable {

  /**
   * How it is called in what it said: a stable name of small letters, digits and hyphens, such as
   * {@code company-register}.
   */
  String name();

  /**
   * What it would be asked about a lead, such as a domain: leads with the same question get the
   * same answer, and are asked about once. Empty if it can say nothing about such a lead.
   */
  Optional<String> question(Enquiry enquiry);

  /**
   * Asks, outside of any run. What is not answered counts as {@link SourceAnswer.Silent}.
   *
   * @param questions as {@link #question} made them
   */
  Map<String, SourceAnswer> ask(Set<String> questions);

  /** Gives back what it holds. Called once, when the CRM closes. */
  @Override
  default void close() {}
}
