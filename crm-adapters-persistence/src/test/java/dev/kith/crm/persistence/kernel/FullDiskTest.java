package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.LeadDesk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The disk under an H2 file fills up, and is cleared again. */
class FullDiskTest {

  @BeforeAll
  static void registerTheDisk() {
    HinderedDisk.register();
  }

  @AfterEach
  void clear() {
    HinderedDisk.unhindered();
  }

  @Test
  void calls_say_so_and_once_there_is_room_everything_reported_is_there_and_work_goes_on() {
    String url = HinderedDisk.PREFIX + Databases.temporaryFolder().resolve("crm");
    try (JooqStorage storage = JooqStorage.open(url)) {
      Leads leads = LeadDesk.on(storage).leads();
      List<Lead> reported = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        reported.add(capture(leads, i));
      }

      HinderedDisk.before(() -> {
        throw new IOException("No space left on device");
      });
      assertThatThrownBy(() -> capture(leads, 100)).isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(() -> capture(leads, 101)).isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(storage::check).isInstanceOf(StorageUnavailableException.class);

      HinderedDisk.unhindered();
      storage.check();
      for (Lead lead : reported) {
        assertThat(storage.leads().find(lead.id())).contains(lead);
      }
      Lead after = capture(leads, 102);
      assertThat(storage.leads().find(after.id())).contains(after);
    }
  }

  private static Lead capture(Leads leads, int number) {
    return leads.capture(new Leads.Capture(LeadDraft.named("Lead", "No " + number))).orElseThrow();
  }
}
