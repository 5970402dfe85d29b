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

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Makes of any picture that can be read (JPEG, PNG, GIF, WebP, BMP; of a moving one the first) one that a record may
 * have: turned upright, without EXIF or other data about it, at most 2,000 pixels wide and high, and of at most so many
 * bytes. Immutable and safe for use by several threads; it takes the memory of the picture, at most 160 MB.
 */
public final class PictureFitter {

    private static final int LONGEST_SIDE = 2_000;
    private static final long MOST_PIXELS = 40_000_000;
    private static final float[] QUALITIES = { 0.9f, 0.8f, 0.65f, 0.5f };
    private static final double SMALLER = 0.7;
    private static final int SMALLEST_SIDE = 16;

    private final int maxBytes;

    /** @param maxBytes that a picture may have */
    public PictureFitter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Fits a picture.
     *
     * @throws IOException if it is no picture that can be read, or has more than 40 million pixels
     */
    public FittedPicture fit(byte[] file) throws IOException {
        BufferedImage image = upright(read(file), orientation(file));
        image = scaled(image, Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight())));
        if (image.getColorModel().hasAlpha()) {
            byte[] png = png(image);
            if (png.length <= maxBytes) {
                return new FittedPicture(png, "image/png", image.getWidth(), image.getHeight());
            }
        }
        BufferedImage opaque = opaque(image);
        while (true) {
            for (float quality : QUALITIES) {
                byte[] jpeg = jpeg(opaque, quality);
                if (jpeg.length <= maxBytes) {
                    return new FittedPicture(jpeg, "image/jpeg", opaque.getWidth(), opaque.getHeight());
                }
            }
            if (Math.min(opaque.getWidth(), opaque.getHeight()) <= SMALLEST_SIDE) {
                throw new IOException("it cannot be made as small as " + maxBytes + " bytes");
            }
            opaque = scaled(opaque, SMALLER);
        }
    }

    private static BufferedImage read(byte[] file) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("it is no picture that can be read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new IOException("it has " + pixels + " pixels, and at most " + MOST_PIXELS + " are taken");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) {
            // readers trust what a broken file says of itself
            throw new IOException("it is no picture that can be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static int orientation(byte[] file) {
        try {
            Directory exif = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return orientation == null || orientation < 1 || orientation > 8 ? 1 : orientation;
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return 1; // what does not tell is upright
        }
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        return orientation == 1
                ? image : ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation)).apply(image);
    }

    private static BufferedImage scaled(BufferedImage image, double scale) throws IOException {
        if (scale >= 1) {
            return image;
        }
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        return Thumbnails.of(image).forceSize(width, height).asBufferedImage();
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", output);
        }
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
