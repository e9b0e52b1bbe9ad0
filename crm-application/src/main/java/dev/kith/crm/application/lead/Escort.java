package dev.kith.crm.application.lead;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Another feature that goes along with a batch of leads, of which each brings something to keep.
 */
public interface Escort {

  /** Why what this lead brings cannot be kept, so that it is not captured; empty if it can. */
  List<Violation> problems(int index);

  /**
   * The lead is going to be captured.
   *
   * @return what is announced besides its birth
   */
  List<DomainEvent> born(int index, Lead lead);

  /** The leads are saved. */
  void save();

  /** Nobody goes along. */
  Escort NONE =
      new Escort() {
        @Override
        public List<Violation> problems(int index) {
          return List.of();
        }

        @Override
        public List<DomainEvent> born(int index, Lead lead) {
          return List.of();
        }

        @Override
        public void save() {}
      };
}
