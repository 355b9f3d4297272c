"""Training steps of the bench's models in PyTorch, on one thread: milliseconds a step, as JSON on the last line."""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 128
torch.set_num_threads(1)


def dense(widths):
    layers = []
    for i, (a, b) in enumerate(zip(widths, widths[1:])):
        layers += [nn.Linear(a, b)] + ([nn.ReLU()] if i < len(widths) - 2 else [])
    return layers


class Vae(nn.Module):
    def __init__(self, name):
        super().__init__()
        if name.startswith('conv'):
            a, b, latent = (int(n) for n in name.split()[1].split('-'))
            down = dict(kernel_size=4, stride=2, padding=1)
            self.encoder = nn.Sequential(
                nn.Unflatten(1, (1, 28, 28)),
                nn.Conv2d(1, a, **down), nn.ReLU(), nn.Conv2d(a, b, **down), nn.ReLU(),
                nn.Flatten(), nn.Linear(49 * b, 2 * latent),
            )
            self.decoder = nn.Sequential(
                nn.Linear(latent, 49 * b), nn.ReLU(), nn.Unflatten(1, (b, 7, 7)),
                nn.ConvTranspose2d(b, a, **down), nn.ReLU(), nn.ConvTranspose2d(a, 1, **down), nn.Flatten(),
            )
        else:
            widths = [int(n) for n in name.split('-')]
            latent = widths[-1]
            self.encoder = nn.Sequential(*dense([*widths[:-1], 2 * latent]))
            self.decoder = nn.Sequential(*dense(widths[::-1]))

    def forward(self, x):
        mu, log_var = self.encoder(x).chunk(2, dim=1)
        z = mu + torch.exp(log_var / 2) * torch.randn_like(mu)
        recon = F.binary_cross_entropy_with_logits(self.decoder(z), x, reduction='sum')
        kl = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
        return (recon + kl) / len(x)


def measure(name, steps):
    torch.manual_seed(1)
    model = Vae(name)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    batches = torch.rand(16, BATCH, 784)
    times = []
    for step in range(steps):
        start = time.perf_counter()
        loss = model(batches[step % 16])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        loss.item()
        times.append(1000 * (time.perf_counter() - start))
    return times[steps // 4:]


print(json.dumps({'version': torch.__version__, 'times': measure(sys.argv[1], int(sys.argv[2]))}))
