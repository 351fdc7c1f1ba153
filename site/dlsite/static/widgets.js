// Figures to play with.
"use strict";
