package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes are put back when. */
final class OriginalsTest {
  private static final byte[] COMPILED = {1};
  private static final byte[] WOVEN = {2};
  private static final byte[] FOREIGN = {3};

  @TempDir Path classes;

  @TempDir Path kept;

  private Path file;

  /** One class is woven. */
  @BeforeEach
  void weave() throws IOException {
    file = Files.createDirectories(classes.resolve("a")).resolve("B.class");
    Originals originals = originals("debug=false");
    originals.putBack();
    originals.by(file, COMPILED, WOVEN);
    Files.write(file, WOVEN);
    originals.save();
  }

  private Originals originals(String settings) {
    return new Originals(classes, kept, settings);
  }

  @Test
  void otherSettingsPutAClassBack() throws IOException {
    originals("debug=true").putBack();
    assertThat(file).hasBinaryContent(COMPILED);
  }

  @Test
  void theSameSettingsLeaveIt() throws IOException {
    originals("debug=false").putBack();
    assertThat(file).hasBinaryContent(WOVEN);
  }

  @Test
  void whatSomebodyElseWroteIsLeft() throws IOException {
    Files.write(file, FOREIGN);
    originals("debug=true").putBack();
    assertThat(file).hasBinaryContent(FOREIGN);
  }

  @Test
  void aClassThatIsGoneStaysSo() throws IOException {
    Files.delete(file);
    Originals originals = originals("debug=true");
    originals.putBack();
    originals.save();
    assertThat(file).doesNotExist();
    assertThat(kept.resolve("a/B.class")).doesNotExist();
    Files.write(file, WOVEN);
    originals("debug=false").putBack();
    assertThat(file).hasBinaryContent(WOVEN);
  }

  @Test
  void anotherNoteOfTheSameSettingsKeepsTheFirst() throws IOException {
    Originals next = originals("debug=false");
    next.putBack();
    next.save();
    originals("debug=true").putBack();
    assertThat(file).hasBinaryContent(COMPILED);
  }
}
