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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The disk under an H2 file fills up, and is cleared again. */
class FullDiskTest {

  private static final AtomicBoolean FULL = new AtomicBoolean();

  @BeforeAll
  static void registerTheDisk() {
    FilePath.register(new SmallDisk());
  }

  @AfterEach
  void clear() {
    FULL.set(false);
  }

  @Test
  void calls_say_so_and_once_there_is_room_everything_reported_is_there_and_work_goes_on() {
    String url = "jdbc:h2:small:" + Databases.temporaryFolder().resolve("crm");
    try (JooqStorage storage = JooqStorage.open(url)) {
      Leads leads = LeadDesk.on(storage).leads();
      List<Lead> reported = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        reported.add(capture(leads, i));
      }

      FULL.set(true);
      assertThatThrownBy(() -> capture(leads, 100)).isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(() -> capture(leads, 101)).isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(storage::check).isInstanceOf(StorageUnavailableException.class);

      FULL.set(false);
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

  /** Files on a disk that is full whenever the test says so. */
  public static final class SmallDisk extends FilePathWrapper {

    @Override
    public String getScheme() {
      return "small";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new SmallFile(super.open(mode));
    }
  }

  private static final class SmallFile extends FileBase {
    private final FileChannel file;

    SmallFile(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      if (FULL.get()) {
        throw new IOException("No space left on device");
      }
      return file.write(source, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (FULL.get()) {
        throw new IOException("No space left on device");
      }
      return file.write(source);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
