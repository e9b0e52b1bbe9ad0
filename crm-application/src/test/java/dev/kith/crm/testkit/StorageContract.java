package dev.kith.crm.testkit;

import dev.kith.crm.application.Storage;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.function.Supplier;

/** What every contract of a port starts from. */
public interface StorageContract {

  /** A storage with nothing in it; during one test always the same. */
  Storage storage();

  /** Runs in a transaction and expects it to be kept. */
  default <T> T kept(Supplier<Outcome<T>> work) {
    return storage().transactions().run(work).orElseThrow();
  }

  /** Keeps these leads, which must have different e-mail addresses. */
  default void keep(List<Lead> leads) {
    storage()
        .transactions()
        .always(() -> {
          storage().leads().addAll(leads);
          return leads;
        });
  }

  default void keep(Lead... leads) {
    keep(List.of(leads));
  }
}
