// Loaded only by pages on which somebody signs.
import { SigningBox } from "./signing/box.js";

for (const form of document.querySelectorAll("form[data-signing]")) new SigningBox(form);
