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

/** A picture as a record may have it: upright, without what a camera tells of its owner, and not too large. */
public final class FittedPicture {

    private final byte[] bytes;
    private final String mimeType;
    private final int width;
    private final int height;

    FittedPicture(byte[] bytes, String mimeType, int width, int height) {
        this.bytes = bytes;
        this.mimeType = mimeType;
        this.width = width;
        this.height = height;
    }

    /** The file, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** {@code image/jpeg}, or {@code image/png} where something is transparent and there is room for it. */
    public String mimeType() {
        return mimeType;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }
}
