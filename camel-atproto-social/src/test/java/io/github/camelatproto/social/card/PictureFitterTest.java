/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.social.card;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PictureFitterTest {

    private final PictureFitter fitter = new PictureFitter(1_000_000);

    private static BufferedImage image(FittedPicture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return ((rgb >> 16) & 0xff) > 150 && (rgb & 0xff) < 100;
    }

    @ParameterizedTest
    @ValueSource(strings = { "jpeg", "png", "gif", "bmp" })
    void aPictureOfAnyKindBecomesAJpeg(String format) throws IOException {
        FittedPicture fitted = fitter.fit(TestPictures.file(TestPictures.halves(40, 20, BufferedImage.TYPE_INT_RGB), format));

        assertThat(fitted.mimeType()).isIn("image/jpeg", "image/png");
        assertThat(fitted.width()).isEqualTo(40);
        assertThat(fitted.height()).isEqualTo(20);
        assertThat(isRed(image(fitted), 5, 10)).isTrue();
    }

    @Test
    void aWebpIsRead() throws IOException {
        FittedPicture fitted = fitter.fit(TestPictures.WEBP);
        assertThat(fitted.mimeType()).isEqualTo("image/jpeg");
        assertThat(fitted.width()).isEqualTo(1);
    }

    @Test
    void whatIsTransparentStaysSo() throws IOException {
        FittedPicture fitted = fitter.fit(TestPictures.file(new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB), "png"));
        assertThat(fitted.mimeType()).isEqualTo("image/png");
        assertThat(image(fitted).getRGB(5, 5) >>> 24).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "1, 40, 20, 5, 10", "3, 40, 20, 35, 10", "6, 20, 40, 10, 5", "8, 20, 40, 10, 35" })
    void aPictureIsTurnedUprightAndSaysNothingOfItsCamera(int orientation, int width, int height, int x, int y)
            throws IOException {
        byte[] jpeg = TestPictures.file(TestPictures.halves(40, 20, BufferedImage.TYPE_INT_RGB), "jpeg");

        FittedPicture fitted = fitter.fit(TestPictures.turned(jpeg, orientation));

        assertThat(fitted.width()).isEqualTo(width);
        assertThat(fitted.height()).isEqualTo(height);
        assertThat(isRed(image(fitted), x, y)).isTrue();
        assertThat(new String(fitted.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    @Test
    void aLargePictureIsMadeSmaller() throws IOException {
        FittedPicture fitted
                = fitter.fit(TestPictures.file(TestPictures.halves(5_000, 1_000, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(fitted.width()).isEqualTo(2_000);
        assertThat(fitted.height()).isEqualTo(400);
    }

    @Test
    void itHasNoMoreBytesThanIsAllowed() throws IOException {
        FittedPicture fitted = new PictureFitter(50_000).fit(TestPictures.file(TestPictures.noise(800, 600), "png"));
        assertThat(fitted.bytes().length).isBetween(10_000, 50_000);
        assertThat(fitted.width() * 3).isCloseTo(fitted.height() * 4, Offset.offset(8));
    }

    @Test
    void aPictureOf100MillionPixelsIsNotRead() throws IOException {
        byte[] png = TestPictures.file(TestPictures.halves(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY), "png");
        assertThatThrownBy(() -> fitter.fit(png)).isInstanceOf(IOException.class).hasMessageContaining("100000000 pixels");
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        byte[] png = TestPictures.file(TestPictures.noise(50, 50), "png");
        for (byte[] broken : new byte[][] { {}, "<svg/>".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(png, 30) }) {
            assertThatThrownBy(() -> fitter.fit(broken)).isInstanceOf(IOException.class);
        }
    }
}
