package dev.kith.crm.domain.intake.quality;

import com.google.common.collect.Sets;
import dev.kith.crm.domain.lead.LeadContent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * How complete and how usable the data of a lead is, from 0 to 100. It says nothing of how
 * promising the lead is: that is its score.
 *
 * @param missed what the lead lacks; everything else is met
 */
public record IntakeQuality(Set<QualityAspect> missed) {

  public static final int BEST = 100;

  public IntakeQuality {
    missed = Sets.immutableEnumSet(missed);
  }

  /** The same content and facts have the same quality, always. */
  public static IntakeQuality of(LeadContent content, ContactFacts facts) {
    Set<QualityAspect> missed = EnumSet.noneOf(QualityAspect.class);
    for (QualityAspect aspect : QualityAspect.values()) {
      if (!aspect.isMet(content, facts)) {
        missed.add(aspect);
      }
    }
    return new IntakeQuality(missed);
  }

  /** The points of every aspect that is met. */
  public int points() {
    return Arrays.stream(QualityAspect.values())
        .filter(this::has)
        .mapToInt(QualityAspect::points)
        .sum();
  }

  public boolean has(QualityAspect aspect) {
    return !missed.contains(aspect);
  }
}
