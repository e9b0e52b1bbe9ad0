package dev.kith.crm.application.sample;

import static dev.kith.crm.application.sample.SampleRepeats.without;

import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import java.util.SplittableRandom;

/** What people leave out, by the way they come: a newsletter asks for less than a fair. */
final class SampleGaps {

  private static final LeadField[] PLACE = {
    LeadField.STREET, LeadField.POSTAL_CODE, LeadField.REGION
  };

  private final SplittableRandom random;

  SampleGaps(long seed) {
    this.random = new SplittableRandom(seed);
  }

  LeadDraft leftIn(LeadDraft whole) {
    return switch (whole.values().getOrDefault(LeadField.SOURCE, "")) {
      case "newsletter" -> {
        LeadDraft named = without(without(whole, PLACE), LeadField.TITLE, LeadField.PHONE);
        yield oneIn(2) ? without(named, LeadField.COMPANY) : named;
      }
      case "webinar" -> without(without(whole, PLACE), LeadField.PHONE);
      case "web-form" -> oneIn(2) ? without(without(whole, PLACE), LeadField.PHONE) : whole;
      case "cold-call" -> oneIn(2) ? without(whole, LeadField.TITLE) : whole;
      default -> whole;
    };
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }
}
