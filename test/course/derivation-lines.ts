import type { DerivationName } from "../../dist/course/derivations/derivation-exercises";

const r = String.raw;

/** First lines that students get wrong. */
export const wrongLines: Readonly<Record<DerivationName, readonly string[]>> = {
  crossEntropy: [r`\log \hat{y}_o`, r`-\sum_w \hat{y}_w \log \hat{y}_w`, r`-\hat{y}_o`],
  softmaxCentre: [r`U (y - \hat{y})`, r`-u_o + Z`, r`U \hat{y}`, r`U^\top (\hat{y} - y)`],
  softmaxOutside: [r`(\hat{y}_k - 1) v_c`, r`\hat{y}_k v_c`, r`(\hat{y}_k - y_k) u_k`],
  sigmoidSlope: [r`\sigma(x)`, r`1 - \sigma(x)`, r`x (1 - x)`],
  samplingCentre: [
    r`(1 - \sigma(u_o^\top v_c)) u_o + \sum_{k=1}^{K} \sigma(u_k^\top v_c) u_k`,
    r`(\sigma(u_o^\top v_c) - 1) u_o`,
  ],
  samplingOutside: [r`(\sigma(u_x^\top v_c) - 1) v_c`, r`\sigma(u_x^\top v_c) v_c`],
  windowCentre: [r`\frac{1}{m} \sum_{j=1}^{m} (U \hat{y} - u_{o_j})`, r`U \hat{y} - \sum_{j=1}^{m} u_{o_j}`],
  windowOutside: [r`m \hat{y}_x v_c`, r`(\hat{y}_x - \sum_{j=1}^{m} \mathbb{1}_{o_j=x}) v_c`],
  otherCentres: ["v_w", r`\sum_{j=1}^{m} (U \hat{y} - u_{o_j})`],
  sampledWindowCentre: [r`\sum_{j=1}^{m} (\sigma(u_{o_j}^\top v_c) - 1) u_{o_j}`],
  sampledWindowOutside: [r`\sum_{j=1}^{m} \mathbb{1}_{o_j=x} (\sigma(u_x^\top v_c) - 1) v_c`],
};

/** Whole derivations that are right and not the book's. */
export const otherWays: Readonly<Record<DerivationName, readonly string[]>> = {
  crossEntropy: [
    r`-\sum_w y_w \log \hat{y}_w = -y^\top \log \hat{y} = -\log \hat{y}_o`,
    r`-\sum_k y_k \log \hat{y}_k &= -y_o \log \hat{y}_o - \sum_{k \neq o} y_k \log \hat{y}_k \\ &= -\log \hat{y}_o`,
  ],
  softmaxCentre: [
    r`J &= -u_o^\top v_c + \log Z \\
      \frac{\partial J}{\partial v_c} &= -u_o + \frac{\sum_w e^{u_w^\top v_c} u_w}{Z} \\ &= U \hat{y} - u_o`,
    r`\nabla_{v_c} J &= \nabla_{v_c} (\log Z - u_o^\top v_c) \\
      &= \sum_w \frac{\exp(u_w^\top v_c)}{Z} u_w - u_o \\ &= \sum_w (\hat{y}_w - y_w) u_w`,
    r`\frac{\partial J}{\partial v_c} &= -\frac{1}{\hat{y}_o} \frac{\partial \hat{y}_o}{\partial v_c} \\
      &= -\frac{1}{\hat{y}_o} \hat{y}_o (u_o - \sum_w \hat{y}_w u_w) \\ &= -u_o + U \hat{y}`,
  ],
  softmaxOutside: [
    r`J &= \log Z - u_o^\top v_c \\
      \frac{\partial J}{\partial u_k} &= \frac{\exp(u_k^\top v_c)}{Z} v_c - \mathbb{1}_{k=o} v_c \\ &= \hat{y}_k v_c - y_k v_c`,
  ],
  sigmoidSlope: [
    r`\frac{\partial \sigma(x)}{\partial x} &= \frac{e^{-x}}{(1 + e^{-x})^2} \\
      &= \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} \\ &= \sigma(x) (1 - \sigma(x))`,
    r`\sigma(x) &= (1 + e^{-x})^{-1} \\
      \sigma'(x) &= (1 + e^{-x})^{-2} e^{-x} \\ &= \sigma(x)^2 e^{-x} \\ &= \sigma(x) - \sigma(x)^2`,
  ],
  samplingCentre: [
    r`\frac{\partial J}{\partial v_c} &= -\nabla_{v_c} \log \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \nabla_{v_c} \log \sigma(-u_k^\top v_c) \\
      &= -\frac{1}{\sigma(u_o^\top v_c)} \nabla_{v_c} \sigma(u_o^\top v_c) + \sum_{k=1}^{K} \sigma(u_k^\top v_c) u_k \\
      &= -(1 - \sigma(u_o^\top v_c)) u_o + \sum_{k=1}^{K} (1 - \sigma(-u_k^\top v_c)) u_k`,
  ],
  samplingOutside: [
    r`\frac{\partial J}{\partial u_x} &= -\mathbb{1}_{x=o} (1 - \sigma(u_o^\top v_c)) v_c - \sum_{k=1}^{K} \frac{\partial}{\partial u_x} \log \sigma(-u_k^\top v_c) \\
      &= \mathbb{1}_{x=o} (\sigma(u_x^\top v_c) - 1) v_c + \sum_{k=1}^{K} \mathbb{1}_{w_k=x} \sigma(u_x^\top v_c) v_c`,
  ],
  windowCentre: [
    r`\frac{\partial J_{\text{skip-gram}}}{\partial v_c} &= -\sum_{j=1}^{m} \frac{\partial}{\partial v_c} \log \hat{y}_{o_j} \\ &= m U \hat{y} - \sum_{j=1}^{m} u_{o_j}`,
  ],
  windowOutside: [
    r`\frac{\partial J_{\text{skip-gram}}}{\partial u_x} &= -\sum_{j=1}^{m} \frac{\partial}{\partial u_x} \log \hat{y}_{o_j} \\ &= m \hat{y}_x v_c - \sum_{j=1}^{m} \mathbb{1}_{o_j=x} v_c`,
  ],
  otherCentres: [
    r`\frac{\partial J_{\text{skip-gram}}}{\partial v_w} &= -\sum_{j=1}^{m} \frac{\partial}{\partial v_w} \log \hat{y}_{o_j} \\ &= 0`,
    r`\frac{\partial J_{\text{skip-gram}}}{\partial v_w} &= \sum_{j=1}^{m} \frac{\partial J_j}{\partial v_w} \\ &= \sum_{j=1}^{m} 0 \\ &= 0`,
  ],
  sampledWindowCentre: [
    r`\frac{\partial J_{\text{skip-gram}}}{\partial v_c} &= \frac{\partial}{\partial v_c} \sum_{j=1}^{m} J_j \\
      &= \sum_{j=1}^{m} (\sum_{k=1}^{K} \sigma(u_{w_{jk}}^\top v_c) u_{w_{jk}} - (1 - \sigma(u_{o_j}^\top v_c)) u_{o_j})`,
  ],
  sampledWindowOutside: [
    r`\frac{\partial J_{\text{skip-gram}}}{\partial u_x} &= \frac{\partial}{\partial u_x} \sum_{j=1}^{m} J_j \\
      &= \sum_{j=1}^{m} (\sum_{k=1}^{K} \mathbb{1}_{w_{jk}=x} \sigma(u_x^\top v_c) v_c - \mathbb{1}_{o_j=x} (1 - \sigma(u_x^\top v_c)) v_c)`,
  ],
};
